"""No form of a report repeats a personal number or a secret."""

import json
import re
from collections.abc import Iterator

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.mask import mask
from shenfa.audit.report import Report
from shenfa.audit.report_docx import notes
from shenfa.audit.report_html import report_html
from shenfa.audit.report_json import report_row
from shenfa.audit.report_text import report_text
from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Document, Hit, Passage, Severity
from shenfa.text.checksums import resident_check_digit

BASIS = (Basis("测试依据"),)
NUMBER = "500242199001011" + "23"
NUMBER += resident_check_digit(NUMBER)
CLASSIFIED = "绝密★1年"


def find_number(text: str, _context: Context) -> Iterator[Hit]:
    for match in re.finditer(r"\d{17}[\dX]", text):
        yield Hit(*match.span(), "出现完整身份证号", "50*************123", entity="ID_CARD")


def find_secret(text: str, _context: Context) -> Iterator[Hit]:
    for match in re.finditer(CLASSIFIED, text):
        yield Hit(*match.span(), "出现密级标志")


def find_any(text: str, _context: Context) -> Iterator[Hit]:
    for match in re.finditer(rf"\d{{17}}[\dX]|{CLASSIFIED}", text):
        yield Hit(*match.span(), f"“{match[0]}”写法不对", f"〔{match[0]}〕")


RULES = tuple(
    TextRule(code=code, severity=Severity.BLOCKER, basis=BASIS, check=find)
    for code, find in (("PI901", find_number), ("SE901", find_secret), ("NU901", find_any))
)


def report() -> Report:
    text = f"姓名甲，{NUMBER}，{CLASSIFIED}。"
    return audit(engine_of(RULES), Document("名单.txt", (Passage("第1段", text),)), Context())


@pytest.mark.parametrize(
    "render",
    [
        report_text,
        report_html,
        lambda one: json.dumps(report_row(one), ensure_ascii=False),
        lambda one: "\n".join(note.text for note in notes(one)),
    ],
    ids=["text", "html", "json", "docx"],
)
def test_neither_number_nor_secret_is_repeated(render: object) -> None:
    """R39, R51: masked for privacy, a digest for secrecy, in every format."""
    shown = render(report())  # type: ignore[operator]  # a table of functions

    assert NUMBER not in shown
    assert "绝密" not in shown
    assert "199001" not in shown


def test_quotation_of_a_secret_is_its_digest() -> None:
    texts = {row["rule"]: row["text"] for row in report_row(report())["findings"]}

    assert re.fullmatch(r"sha256:[0-9a-f]{16}", texts["SE901"])
    assert texts["PI901"] == f"50{'*' * 13}{NUMBER[-3:]}"


@pytest.mark.parametrize(
    ("entity", "text", "masked"),
    [
        ("MOBILE", "13800001234", "138****1234"),
        ("MOBILE", "138 0000 1234", "138 **** 1234"),
        ("BANK_CARD", "6222020000001234567", "***************4567"),
        ("EMAIL", "zhang@example.cn", "z****@*******.**"),
        (None, "张三丰", "张**"),
        ("ID_CARD", "5002", "5002"),
    ],
)
def test_mask(entity: str | None, text: str, masked: str) -> None:
    assert mask(entity, text) == masked
