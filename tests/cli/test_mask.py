"""``shenfa mask`` as people use it: exit status, sentences, record, pictures (S3)."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner
from leaky_files import (
    COMMENT_MOBILE,
    IDENTITIES,
    PICTURE_IDENTITY,
    PROJECT,
    SECRETS,
    boxed_pdf,
    drawn,
    identity_card,
    letter,
    page,
    slides,
    workbook,
)
from PIL import Image

from shenfa.cli.check import command as check
from shenfa.cli.mask import command
from shenfa.readers.pictures.ocr import load_recogniser

DAY = ("--kind", "list", "--date", "2026-05-08")


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [*map(str, arguments), *DAY], standalone_mode=False)
    status = result.return_value if result.exception is None else 2
    return int(status), result.stdout, result.stderr or str(result.exception or "")


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "status", "sentence"),
    [
        ("名单.xlsx", workbook(), 0, "遮盖 0 处，随隐藏内容去除 17 处"),
        ("通知.docx", letter(), 0, "遮盖 2 处，随隐藏内容去除 4 处"),
        ("名单.pdf", boxed_pdf(), 0, "遮盖 1 处，随隐藏内容去除 3 处"),
        ("公示.html", page(), 0, "遮盖 2 处"),
        ("汇报.pptx", slides(), 0, "遮盖 3 处，随隐藏内容去除 6 处"),
        ("公示.ofd", zipped("OFD.xml", "Doc_0/Document.xml"), 1, "用 OFD 阅读器导出为 PDF"),
        ("秘.txt", "秘密★1年\n关于某事的通知".encode(), 1, "有涉密标志"),
        ("名单.zip", b"", 2, "是空文件"),
        ("会议.mp4", b"\0\0\0\x18ftypmp42", 1, "暂不能生成音视频的脱敏副本"),
        ("有图.docx", letter(with_pictures=True), 1, "识别图片中的文字加 --ocr"),
    ],
)
def test_status_and_sentence(
    tmp_path: Path, name: str, data: bytes, status: int, sentence: str
) -> None:
    out = tmp_path / f"副本{Path(name).suffix}"
    found, printed, errors = run(put(tmp_path, name, data), "-o", out)

    assert (found, sentence in printed + errors) == (status, True), printed + errors
    assert out.exists() == (status == 0)


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = put(tmp_path, "名单.txt", "甲".encode())
    status, _, errors = run(path, "-o", path)

    assert status == 2
    assert "已经存在" in errors
    assert path.read_text(encoding="utf-8") == "甲"


@pytest.mark.parametrize(
    ("name", "data", "out"),
    [
        ("通知.docm", letter(), "副本.docm"),
        ("名单.et", workbook(), "副本.et"),
        ("名单.pdf", boxed_pdf(), "副本"),
    ],
)
def test_the_suffix_of_the_copy_says_what_it_is(
    tmp_path: Path, name: str, data: bytes, out: str
) -> None:
    status, _, errors = run(put(tmp_path, name, data), "-o", tmp_path / out)

    assert status == 1
    assert "结尾" in errors


def test_a_name_of_the_copy_that_tells_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "名单.txt", f"身份证号{IDENTITIES[0]}".encode())
    status, _, errors = run(path, "-o", tmp_path / f"{IDENTITIES[0]}.txt")

    assert status == 1
    assert "文件名" in errors
    assert len(list(tmp_path.iterdir())) == 1


def test_record_names_places_and_no_person(tmp_path: Path) -> None:
    record = tmp_path / "记录.json"
    run(put(tmp_path, "通知.docx", letter()), "-o", tmp_path / "副本.docx", "--record", record)
    text = record.read_text(encoding="utf-8")
    row = json.loads(text)

    assert not [secret for secret in SECRETS if secret in text]
    assert [(one["place"], one["entity"], one["mask"]) for one in row["masks"]] == [
        ("正文第2段（已删除的修订）", "ID_CARD", None),
        ("正文第4段", "MOBILE", "139****6701"),
        ("表1第2行第2列", "HOME_ADDRESS", "竹沟镇竹沟村"),
        ("正文第5段（白色文字）", "ID_CARD", None),
        ("批注1（审稿）", "ID_CARD", None),
        ("文档属性“作者”", "MOBILE", None),
    ]
    assert all(len(one["digest"]) == 64 for one in row["masks"])
    assert row["profile"] == "standard"


def test_the_strict_profile_keeps_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, "名单.txt", f"手机号{COMMENT_MOBILE}，项目编号{PROJECT}".encode())
    run(path, "-o", tmp_path / "副本.txt", "--profile", "strict")

    assert (tmp_path / "副本.txt").read_text(encoding="utf-8") == f"手机号***，项目编号{PROJECT}"


def places(name: str, data: bytes, folder: Path) -> set[str]:
    """Return where ``shenfa check --ocr`` finds what must not be published."""
    path = put(folder, name, data)
    result = CliRunner().invoke(
        check, [str(path), "--ocr", "--format", "json", *DAY], standalone_mode=False
    )
    found = json.loads(result.stdout)["findings"]
    return {one["place"] for one in found if one["severity"] == "blocker"}


@pytest.mark.ocr
def test_check_finds_all_eleven_places_and_neither_near_miss(tmp_path: Path) -> None:
    """S3: every seeded place is found and named."""
    found = {
        place
        for name, data in (
            ("名单.xlsx", workbook(with_pictures=True)),
            ("通知.docx", letter(with_pictures=True)),
            ("名单.pdf", boxed_pdf()),
        )
        for place in places(name, data, tmp_path)
    }

    for piece in (
        "C3（隐藏列）",
        "工作表“打卡账户”B2（深度隐藏工作表）",
        "B3批注（经办人）",
        "E7（隐藏行、隐藏列）",
        "G5（白色文字）",
        "文档属性“作者”",
        "工作表“公示名单”B12图片第3行",
        "数据透视表缓存“身份证号”",
        "（已删除的修订）",
        "正文第5段后图片2第2行",
        "第1页隐藏文字（被遮盖）",
    ):
        assert any(piece in place for place in found), piece
    assert not [place for place in found if place.endswith(("G3", "G4", "正文第3段"))]


@pytest.mark.ocr
def test_pictures_are_covered_cropped_and_stripped(tmp_path: Path) -> None:
    """S3: an identity card vanishes, and what was cropped away is gone for good."""
    path = put(tmp_path, "通知.docx", letter(with_pictures=True))
    status, printed, errors = run(path, "-o", tmp_path / "副本.docx", "--ocr")
    with zipfile.ZipFile(tmp_path / "副本.docx") as file:
        pictures = [file.read(name) for name in file.namelist() if "/media/" in name]
    texts = [load_recogniser()(data) for data in pictures]

    assert status == 0, printed + errors
    assert texts == [(), ("救助申请受理现场",)]
    assert all(not Image.open(io.BytesIO(data)).getexif() for data in pictures)
    assert Image.open(io.BytesIO(pictures[1])).height == 560 * 4 // 10
    assert len(docx.Document(str(tmp_path / "副本.docx")).inline_shapes) == 2


@pytest.mark.ocr
def test_a_picture_alone_is_covered(tmp_path: Path) -> None:
    path = put(tmp_path, "证件.jpg", identity_card())
    status, printed, errors = run(path, "-o", tmp_path / "副本.jpg", "--ocr")

    assert status == 0, printed + errors
    assert load_recogniser()((tmp_path / "副本.jpg").read_bytes()) == ()
    assert PICTURE_IDENTITY.encode() not in (tmp_path / "副本.jpg").read_bytes()


@pytest.mark.ocr
def test_a_scanned_page_is_covered(tmp_path: Path) -> None:
    picture = Image.open(io.BytesIO(drawn("虚谷县救助名单", f"身份证号 {IDENTITIES[0]}")))
    scan = io.BytesIO()
    picture.save(scan, "PDF", resolution=100)
    path = put(tmp_path, "扫描.pdf", scan.getvalue())
    status, printed, errors = run(path, "-o", tmp_path / "副本.pdf", "--ocr")

    assert status == 0, printed + errors
    page_ = pypdfium2.PdfDocument((tmp_path / "副本.pdf").read_bytes()).get_page(0)
    pixels = io.BytesIO()
    page_.render(scale=2).to_pil().save(pixels, "PNG")
    assert load_recogniser()(pixels.getvalue()) == ("虚谷县救助名单",)
