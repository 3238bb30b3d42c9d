"""Reports keep to the schema that is shipped."""

import json
from importlib.resources import files

import jsonschema

from shenfa.audit import audit, compile_engine
from shenfa.audit.report_json import report_row, unreadable_row
from shenfa.readers import UnreadableDocument, open_document
from shenfa.text import ContentKind, Context

TEXT = "虚谷县关于防汛的通知。\n各乡镇,街道：\n　　2026年2月30日前完成。。\n联系电话：13896543210\n"


def validate(row: object) -> None:
    schema = json.loads((files("shenfa.audit") / "report-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(row)))


def test_report_keeps_to_the_schema() -> None:
    document = open_document(TEXT.encode("gb18030"), "通知.txt")
    row = report_row(audit(compile_engine(), document, Context(ContentKind.OFFICIAL)))

    validate(row)
    assert row["verdict"] == "blocked"
    assert any(finding["passage"] is None for finding in row["findings"])
    for finding in row["findings"]:
        if finding["passage"] is not None and finding["family"] not in ("secrecy", "privacy"):
            start, end = finding["offset"], finding["offset"] + finding["end"] - finding["start"]
            assert TEXT[start:end] == finding["text"]


def test_unreadable_file_keeps_to_the_schema() -> None:
    error = UnreadableDocument("a.docx", "已损坏，请重新保存")
    row = unreadable_row(error, b"PK", ContentKind.GENERAL, "0" * 16)

    validate(row)
    assert (row["verdict"], row["gaps"][0]["reason"]) == (
        "undetermined",
        "“a.docx”已损坏，请重新保存",
    )
