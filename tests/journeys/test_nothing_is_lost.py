"""What goes wrong while somebody writes: signed out, a second window, going back, no script."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey import Journey, Person
    from living_desk import LivingDesk

WRITER, COLLEAGUE, FIRST = "石雨桐", "冉秋实", "向文清"
ADDED = "补充：节假日由值班人员代办。"
DRAFT = (
    "SELECT manuscript_id FROM manuscripts_working_copy JOIN organisation_person"
    " ON organisation_person.id = author_id WHERE name = ? ORDER BY saved_at DESC"
)
COPY = (
    "SELECT draft FROM manuscripts_working_copy JOIN organisation_person"
    " ON organisation_person.id = author_id WHERE name = ? AND manuscript_id = ?"
)


def writing(person: "Person", desk: "LivingDesk") -> str:
    """Let somebody open what they wrote last, and return which manuscript it is."""
    manuscript = str(desk.rows(DRAFT, person.name)[0][0])
    person.open(f"/manuscripts/{manuscript}")
    person.page.locator(".rich [contenteditable]").wait_for()
    return manuscript


def add(person: "Person", words: str) -> None:
    """Write at the end of the text."""
    person.page.locator(".rich [contenteditable]").click()
    person.page.keyboard.press("Control+End")
    person.page.keyboard.type(words)


def kept(desk: "LivingDesk", name: str, manuscript: str) -> str:
    """Return what the server holds of somebody's text."""
    ((draft,),) = desk.rows(COPY, name, manuscript)
    body: str = json.loads(str(draft))["body"]
    return body


def test_signed_out_in_the_middle_of_writing(journey: "Journey") -> None:
    """The text stays in the browser, and is saved as soon as the person is there again."""
    person = journey.person(WRITER)
    manuscript = writing(person, journey.desk)
    journey.desk.move(minutes=31)
    add(person, ADDED)
    person.page.get_by_text("登录已过期").first.wait_for()
    assert ADDED not in kept(journey.desk, WRITER, manuscript)
    first = person.page
    person.page = first.context.new_page()
    person.sign_in()
    person.page.close()
    person.page = first
    first.bring_to_front()
    first.evaluate("window.dispatchEvent(new Event('focus'))")
    first.locator("#state", has_text="已保存").wait_for()

    assert ADDED in kept(journey.desk, WRITER, manuscript)


def test_going_back_loses_nothing(journey: "Journey") -> None:
    """Typed, and gone to another page in the same second, and back."""
    person = journey.person(WRITER)
    manuscript = writing(person, journey.desk)
    add(person, ADDED)
    person.page.wait_for_timeout(600)  # the shelf of the browser is filled every 0.4 seconds
    person.page.on("dialog", lambda dialog: dialog.accept())
    person.open("/tasks")
    person.page.go_back()
    person.page.locator(".rich [contenteditable]").wait_for()
    restore = person.page.get_by_role("button", name="恢复本机文字")
    if ADDED not in kept(journey.desk, WRITER, manuscript):
        restore.click()
        person.page.locator("#state", has_text="已保存").wait_for()

    assert ADDED in kept(journey.desk, WRITER, manuscript)


def test_a_second_window_runs_nothing_over(journey: "Journey") -> None:
    """Both texts are shown, and the person says which counts."""
    person = journey.person(WRITER)
    manuscript = writing(person, journey.desk)
    first, second = person.page, person.page.context.new_page()
    person.page = second
    writing(person, journey.desk)
    add(person, "第二个窗口写的。")
    second.locator("#state", has_text="已保存").wait_for()
    person.page = first
    add(person, "请备好雨具。")
    first.get_by_text("两稿都没有丢失").wait_for()
    assert "第二个窗口写的。" in kept(journey.desk, WRITER, manuscript)
    with first.context.expect_page() as opened:
        first.get_by_role("button", name="对比两稿").click()
    compared = opened.value.locator("main").inner_text()
    first.get_by_role("button", name="以本页为准保存").click()
    first.locator("#state", has_text="已保存").wait_for()

    assert "请备好雨具" in compared
    assert "第二个窗口写的" in compared
    assert "请备好雨具。" in kept(journey.desk, WRITER, manuscript)


def test_two_people_write_the_same_manuscript(journey: "Journey") -> None:
    """Each has a copy of their own, sees that the other writes, and neither loses a word."""
    writer, colleague = journey.person(WRITER), journey.person(COLLEAGUE)
    manuscript = writing(writer, journey.desk)
    colleague.open(f"/manuscripts/{manuscript}")
    begin = colleague.page.locator(f'form[action="/manuscripts/{manuscript}/start"] button')
    words = colleague.words()
    assert WRITER in words
    if begin.count():
        begin.first.click()
        colleague.page.locator(".rich [contenteditable]").wait_for()
        add(colleague, "同事写的。")
        colleague.page.locator("#state", has_text="已保存").wait_for()
        assert "同事写的。" in kept(journey.desk, COLLEAGUE, manuscript)
    add(writer, ADDED)
    writer.page.locator("#state", has_text="已保存").wait_for()

    assert ADDED in kept(journey.desk, WRITER, manuscript)
    assert "同事写的。" not in kept(journey.desk, WRITER, manuscript)
