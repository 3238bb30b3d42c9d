"""Files that a page hands out: tables and papers, under a name that people can read."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from shenfa.desk.refusals import NotFound
from shenfa.writers.paper import Paper, paper_docx, paper_pdf
from shenfa.writers.sheet import Sheet, sheet_csv, sheet_json, sheet_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def send(data: bytes, name: str, kind: str) -> HttpResponse:
    """Hand out bytes as a file."""
    answer = HttpResponse(data, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{name}.{kind}") or ""
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def send_sheets(name: str, kind: str, *sheets: Sheet) -> HttpResponse:
    """Hand out tables: all of them as .xlsx, the first one as .csv or JSON."""
    match kind:
        case "xlsx":
            return send(sheet_xlsx(*sheets), name, kind)
        case "csv":
            return send(sheet_csv(sheets[0]), name, kind)
        case "json":
            return send(sheet_json(sheets[0]), name, kind)
        case _:
            raise NotFound("文件")


def send_paper(paper: Paper, kind: str) -> HttpResponse:
    """Hand out a paper as .docx or .pdf."""
    match kind:
        case "docx":
            return send(paper_docx(paper), paper.title, kind)
        case "pdf":
            return send(paper_pdf(paper), paper.title, kind)
        case _:
            raise NotFound("文件")
