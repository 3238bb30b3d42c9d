"""A text written down in the pages and cut: what several journeys begin with."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey import Person


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes. ``kind`` as the page calls it, ``source`` the address of a reprint."""

    kind: str
    title: str
    paragraphs: tuple[str, ...]
    source: str = ""
    files: tuple[Path, ...] = field(default=())


def cut(person: "Person", text: Written) -> str:
    """Write a text, cut a revision, stay on its page; return which revision it is."""
    page = person.page
    person.open("/manuscripts/new")
    page.get_by_role("button", name=text.kind).click()
    page.locator(".ProseMirror").click()
    for number, paragraph in enumerate(text.paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)
    page.fill("#title", text.title)
    if text.source:
        page.fill("#source", text.source)
    for count, file in enumerate(text.files, start=1):
        page.set_input_files("#upload", str(file))
        page.locator("#file-rows input[name=file_name]").nth(count - 1).wait_for()
    page.get_by_role("button", name="形成版本并检查").click()
    page.wait_for_url("**/revisions/*/")
    found = re.search(r"/revisions/([^/]+)/", page.url)
    assert found is not None
    return found[1]
