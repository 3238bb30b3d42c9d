"""Old formats are read through LibreOffice, or say plainly that they were not (R1)."""

import io
import shutil
import stat
import subprocess
from pathlib import Path

import docx
import pytest
from pptx import Presentation

from shenfa.readers import Limits, Options, UnreadableDocument, open_document
from shenfa.readers.legacy import read
from shenfa.text import GapKind, PassageKind

RTF = (
    rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0\fcharset134 SimSun;}}\f0 "
    + b"".join(rb"\'%02x" % byte for byte in "竹沟镇公告".encode("gb18030"))
    + rb"\par second line\par}"
)
MISSING = "旧版格式需要 LibreOffice 才能读取，请安装后再检查，或者另存为 .docx"


def office() -> Options:
    found = shutil.which("soffice")
    assert found, "these tests need LibreOffice"
    return Options(office=found)


def program(folder: Path, script: str) -> str:
    """Return the path of a program that stands in for a LibreOffice in trouble."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_without_libreoffice_there_is_one_gap_and_nothing_else() -> None:
    found = read(RTF, "公告.rtf", Options())

    assert (found.passages, found.enclosed) == ((), ())
    assert [(gap.place, gap.reason, gap.kind) for gap in found.gaps] == [
        ("全文", MISSING, GapKind.TECHNICAL)
    ]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("sleep 30", "转换超过 1 秒，未能读取，请另存为 .docx 后再检查"),
        ("sleep 30 & sleep 30", "转换超过 1 秒，未能读取，请另存为 .docx 后再检查"),
    ],
)
def test_slow_conversion_is_a_gap(tmp_path: Path, script: str, reason: str) -> None:
    options = Options(office=program(tmp_path, script), limits=Limits(seconds=1))

    assert [gap.reason for gap in read(RTF, "公告.rtf", options).gaps] == [reason]


def test_missing_program_is_a_gap(tmp_path: Path) -> None:
    (gap,) = read(RTF, "公告.rtf", Options(office=str(tmp_path / "nothing"))).gaps

    assert gap.reason.startswith("LibreOffice 无法启动")


def test_conversion_without_result_is_unreadable(tmp_path: Path) -> None:
    """LibreOffice leaves no file and exits with 0 when it cannot read what it was given."""
    with pytest.raises(UnreadableDocument, match=r"“公告\.rtf”已损坏，无法转换，请另存为 \.docx"):
        read(RTF, "公告.rtf", Options(office=program(tmp_path, "exit 0")))


def test_converter_gets_a_bare_environment(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(UnreadableDocument):
        read(RTF, "公告.rtf", Options(office=program(tmp_path, f"env > {log}")))
    names = {line.partition("=")[0] for line in log.read_text(encoding="utf-8").splitlines()}

    assert names - {"PWD", "_", "SHLVL", "OLDPWD"} == {"HOME", "PATH", "LANG", "TMPDIR"}


def word() -> bytes:
    document = docx.Document()
    document.add_heading("关于防汛工作的通知", 1)
    document.add_paragraph("各村：请于5月8日前报送。")
    table = document.add_table(2, 2)
    for number, text in enumerate(("姓名", "村", "张三", "上坪村")):
        table.cell(number // 2, number % 2).text = text
    document.sections[0].header.paragraphs[0].text = "页眉文字"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def slides() -> bytes:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "防汛汇报"
    slide.notes_slide.notes_text_frame.text = "备注文字"
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def converted(folder: Path, data: bytes, suffix: str) -> bytes:
    source = folder / "source"
    source.write_bytes(data)
    subprocess.run(  # noqa: S603 - the program is LibreOffice, found on the path
        (str(office().office), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--headless", "--convert-to", suffix, "--outdir", str(folder), str(source)),
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"source.{suffix}").read_bytes()


@pytest.mark.office
@pytest.mark.parametrize("name", ["通知.doc", "通知.wps"])
def test_old_word_file_is_read(tmp_path: Path, name: str) -> None:
    document = open_document(converted(tmp_path, word(), "doc"), name, office())
    texts = [(one.text, one.kind) for one in document.passages]

    assert ("关于防汛工作的通知", PassageKind.BODY) in texts
    assert ("各村：请于5月8日前报送。", PassageKind.BODY) in texts
    assert ("页眉文字", PassageKind.HEADER) in texts
    assert [one.cell.header for one in document.passages if one.cell and one.text == "上坪村"] == [
        "村"
    ]
    assert not document.gaps


@pytest.mark.office
def test_rich_text_is_read() -> None:
    document = open_document(RTF, "公告.rtf", office())

    assert [one.text for one in document.passages if one.kind is PassageKind.BODY] == [
        "竹沟镇公告",
        "second line",
    ]


@pytest.mark.office
def test_old_presentation_is_read(tmp_path: Path) -> None:
    found = read(converted(tmp_path, slides(), "ppt"), "汇报.ppt", office())

    assert {("第1页“标题”", "防汛汇报"), ("第1页备注", "备注文字")} <= {
        (one.place, one.text) for one in found.passages
    }


@pytest.mark.office
def test_damaged_old_file_is_unreadable(tmp_path: Path) -> None:
    data = converted(tmp_path, word(), "doc")

    with pytest.raises(UnreadableDocument, match="已损坏，无法转换"):
        read(data[:1500], "通知.doc", office())
