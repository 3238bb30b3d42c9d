"""Help inside: the manual by role, every rule page, found by words and family: R2, R60."""

import re
from pathlib import Path

import pytest
from browser import People
from visiting import Visit, words

from shenfa.audit.rulebook import rulebook
from shenfa.web.workbench.help_pages import CHAPTERS, MANUAL
from shenfa.web.workbench.markdown import manual_html, rule_html

pytestmark = pytest.mark.db
PICTURE = re.compile(r"!\[[^\]]+\]\(\.\./images/manual/([\w-]+\.webp)\)")
STATIC = MANUAL.parent / "static" / "manual"


def test_own_chapters_come_first(people: People) -> None:
    visit = Visit(people.county, "秦审")
    page = words(visit.page("/help"))

    assert page.index("审计管理员 查看全部留痕") < page.index("撰稿和发布人员")
    assert page.count("您的岗位") == 1
    assert 'aria-label="帮助"' in visit.page("/account")


def test_every_chapter_is_shown_with_its_pictures(people: People) -> None:
    visit = Visit(people.county, "覃镇长")
    for name, title, _ in CHAPTERS:
        page = visit.page(f"/help/{name}")
        text = (MANUAL / f"{name}.md").read_text(encoding="utf-8")

        assert text.startswith("# "), title
        for picture in PICTURE.findall(text):
            assert f"/static/manual/{picture}" in page
            assert (STATIC / picture).is_file(), picture
    visit.page("/help/no-such-chapter", 404)


def test_the_pictures_are_those_of_the_manual_and_small() -> None:
    shown = {
        name
        for chapter in MANUAL.glob("*.md")
        for name in PICTURE.findall(chapter.read_text(encoding="utf-8"))
    }
    kept = {path.name: path.stat().st_size for path in STATIC.glob("*")}

    assert kept.keys() == shown
    assert sum(kept.values()) < 1_500_000


def test_every_rule_has_a_page(people: People) -> None:
    """Marked spans and repairs are shown, and nothing of the source's marks is left."""
    visit = Visit(people.county, "覃镇长")
    for entry in rulebook()[::25]:
        page = visit.page(f"/help/rules/{entry.rule.code}")

        assert entry.title in words(page)
        assert str(entry.rule.basis[0]) in words(page)
    for entry in rulebook():
        shown = rule_html(entry.page)
        assert "⟦" not in shown, entry.rule.code
        assert '<ul class="examples">' in shown, entry.rule.code
        assert "<a " not in shown, entry.rule.code
    visit.page("/help/rules/ZZ999", 404)


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=身份证", "PI001", "PU001"),
        ("q=pi001", "PI001", "PI002"),
        ("family=punctuation", "PU001", "PI001"),
        ("family=punctuation&q=身份证+没有这样的词", "没有找到规则", "PI001"),
    ],
)
def test_rules_are_found(people: People, query: str, shown: str, hidden: str) -> None:
    page = words(Visit(people.county, "覃镇长").page(f"/help/rules?{query}"))

    assert shown in page
    assert hidden not in page


def test_markdown_lets_no_html_through() -> None:
    said = manual_html("# 标题\n\n<script>alert(1)</script>\n\n![图](http://outside.example/x.png)")

    assert "<script" not in said
    assert "<img" not in said
    assert rule_html("错：写成⟦<b>错⟧字 → 写成对字") == (
        '<ul class="examples"><li class="wrong"><span class="verdict">错</span><span>写成'
        '<mark>&lt;b&gt;错</mark>字<span class="fixed"> → <ins>写成对字</ins></span></span></li></ul>'
    )


def test_the_manual_stands_where_people_look_for_it() -> None:
    """The package carries the very files of docs/manual and docs/images."""
    docs = Path(__file__).parent.parent.parent / "docs"

    assert MANUAL.resolve() == docs / "manual"
    assert STATIC.resolve() == docs / "images" / "manual"
