"""Driven over the real rules, no output of the library repeats a full number or a secret."""

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from shenfa.audit.batch import Setup, TextRecord, scan
from shenfa.audit.engine import audit, compile_engine
from shenfa.audit.report import Report, Verdict
from shenfa.audit.report_docx import report_docx
from shenfa.audit.report_html import report_html
from shenfa.audit.report_json import report_row
from shenfa.audit.report_text import report_text
from shenfa.cli.main import main
from shenfa.readers import Options, open_document
from shenfa.text import (
    Context,
    County,
    Document,
    Passage,
    PassageKind,
    RestrictedTopic,
    Severity,
)
from shenfa.text.checksums import luhn_check_digit, resident_check_digit

IDENTITY = "50024219800101001"
IDENTITY += resident_check_digit(IDENTITY)
MOBILE = "13896543210"
CARD = "622848046123456789"
CARD += luhn_check_digit(CARD)
MARKED = "丙丁设施位于竹沟镇北坡第三号井旁,深四十二米"
"""What a marked text says, with a half-width comma that another rule would quote."""
WORDS = ("丙丁设施", "北坡", "号井旁", "竹沟")
LISTED = f"""姓名\t身份证号\t联系电话\t一卡通账号
张三\t{IDENTITY}\t{MOBILE}\t{CARD}
李四,联系人，手机{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}；身份证{IDENTITY[:6]}-{IDENTITY[6:14]}-{IDENTITY[14:]}
经办人王五（{MOBILE}），卡号{CARD},已核对
"""
FORMS: dict[str, Callable[[Report], str]] = {
    "text": report_text,
    "html": report_html,
    "json": lambda one: json.dumps(report_row(one), ensure_ascii=False),
    "docx": lambda one: parts_of(report_docx(one, b"", Options())),
}
each_form = pytest.mark.parametrize("form", FORMS)


def parts_of(data: bytes) -> str:
    """Return every part of a package as one text, tags left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name).decode("utf-8", "ignore") for name in package.namelist()]
    return re.sub(r"<[^>]*>", "", "\n".join(parts))


def numbers_in(shown: str) -> list[str]:
    """Return the full numbers in an output, however they are spaced."""
    digits = re.sub(r"[\s\-]", "", shown)
    return [number for number in (IDENTITY, MOBILE, CARD, IDENTITY[6:14]) if number in digits]


def words_in(shown: str) -> list[str]:
    return [word for word in WORDS if word in shown]


def plain(text: str, kind: PassageKind = PassageKind.BODY) -> Document:
    return Document("名单.txt", (Passage("第1段", text, kind),))


@each_form
def test_no_report_repeats_a_number(form: str) -> None:
    """R51: masked in the quotation, the message, the repair and what stands around."""
    report = audit(compile_engine(), plain(LISTED), Context())

    assert {"PI001", "PI002", "PI003"} <= {one.rule for one in report.findings}
    assert numbers_in(FORMS[form](report)) == []


@each_form
@pytest.mark.parametrize(
    "mark",
    [
        Passage("页眉", "机密★5年", PassageKind.HEADER),
        Passage("文本框", "绝　密", PassageKind.TEXT_BOX),
        Passage("图片1", "秘密★长期", PassageKind.PICTURE),
        Passage("批注1", "密级：机密", PassageKind.COMMENT),
        Passage("文档属性", "机密★1年", PassageKind.PROPERTY),
        Passage("正文第1段", "秘密★1年"),
    ],
    ids=lambda one: one.place,
)
def test_no_report_tells_what_a_marked_text_says(form: str, mark: Passage) -> None:
    """R40: of a text with a secrecy mark every finding tells its place, no finding any words."""
    document = Document(
        "材料.txt", (mark, Passage("正文第2段", MARKED), Passage("正文第3段", LISTED))
    )
    report = audit(compile_engine(), document, Context())
    shown = FORMS[form](report)

    assert report.verdict is Verdict.BLOCKED
    assert "正文第2段" in shown or form == "docx"
    assert words_in(shown) == []
    assert numbers_in(shown) == []
    assert mark.text not in shown


@each_form
def test_no_report_tells_a_restricted_topic(form: str) -> None:
    """R40: neither the words of the text nor the name of the topic."""
    topic = RestrictedTopic("地下工程", ("丙丁设施",), Severity.BLOCKER, "县保密办")
    county = County(topics=(topic,))
    report = audit(compile_engine(county), plain("丙丁设施运行正常。"), Context())
    shown = FORMS[form](report)

    assert [one.rule for one in report.findings] == ["SE017"]
    assert "丙丁设施" not in shown
    assert "地下工程" not in shown


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_stands_beside_an_internal_mark_is_not_told(form: str) -> None:
    report = audit(compile_engine(), plain("北坡三号井旁（内部资料）"), Context())

    assert [one.rule for one in report.findings] == ["SE007"]
    assert words_in(FORMS[form](report)) == []


def test_a_word_file_with_a_mark_is_not_copied_into_the_report() -> None:
    """R40: a commented copy would carry the text on; the report shows the places instead."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "机密★5年"
    file.add_paragraph(MARKED)
    data = io.BytesIO()
    file.save(data)
    report = audit(compile_engine(), open_document(data.getvalue(), "材料.docx"), Context())
    shown = parts_of(report_docx(report, data.getvalue(), Options()))

    assert words_in(shown) == []
    assert "此处有国家秘密标志" in shown or "国家秘密标志" in shown


def test_bulk_rows_repeat_nothing() -> None:
    """R51, R40: what ``scan`` writes, malformed records included."""
    texts = (LISTED, f"机密★5年\n{MARKED}", f"{MARKED}", None)
    records = [TextRecord(number, number, text) for number, text in enumerate(texts)]
    rows = list(scan(records, Setup(), 1))
    marked = json.dumps(rows[1], ensure_ascii=False)

    assert numbers_in(json.dumps(rows, ensure_ascii=False)) == []
    assert words_in(marked) == []
    assert rows[1]["verdict"] == "blocked"


def test_the_command_line_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """R51, R40: terminal, error output and every file that ``check`` leaves."""
    for name, text in (("名单.txt", LISTED), ("材料.txt", f"秘密★1年\n{MARKED}")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "报告"
    forms = [word for form in FORMS for word in ("--format", form)]
    files = [str(tmp_path / name) for name in ("名单.txt", "材料.txt")]
    monkeypatch.setattr(sys, "argv", ["shenfa", "check", *files, *forms, "--out", str(out)])
    with pytest.raises(SystemExit):
        main()
    sys.stdout.flush()
    shown = "".join(capfd.readouterr())
    for path in out.iterdir():
        data = path.read_bytes()
        shown += parts_of(data) if path.suffix == ".docx" else data.decode()

    assert len(list(out.iterdir())) == 8
    assert numbers_in(shown) == []
    assert words_in(shown) == []
