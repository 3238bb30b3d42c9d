"""What differs between two revisions: R73."""

import io

import docx
import pytest
from county import County
from manuscript_county import BODY, PDF, Writing

from shenfa.desk.manuscripts.comparing import (
    Change,
    Edit,
    PartChange,
    Piece,
    edits_between,
    revision_compare,
)
from shenfa.desk.manuscripts.draft import DraftFile
from shenfa.desk.manuscripts.selectors import revision_newest
from shenfa.desk.organisation import services as organisation
from shenfa.desk.refusals import NotFound
from shenfa.review.content import Rendering
from shenfa.text import ContentKind

ADDED, CHANGED, REMOVED, SAME = Change.ADDED, Change.CHANGED, Change.REMOVED, Change.SAME


def told(edit: Edit) -> str:
    marks = {SAME: "{}", ADDED: "[+{}]", REMOVED: "[-{}]"}
    return "".join(marks[piece.change].format(piece.text) for piece in edit.pieces)


EDITS = (
    (["甲", "乙"], ["甲", "乙"], []),
    (["9时至18时"], ["9时至17时"], ["9时至1[-8][+7]时"]),
    (["甲", "乙", "丙"], ["甲", "丙"], ["[-乙]"]),
    (["甲"], ["甲", "乙"], ["[+乙]"]),
    ([], ["甲"], ["[+甲]"]),
    (["甲", "乙"], ["丁"], ["[-甲][+丁]", "[-乙]"]),
)


@pytest.mark.parametrize(("before", "after", "expected"), EDITS)
def test_edits(before: list[str], after: list[str], expected: list[str]) -> None:
    assert [told(edit) for edit in edits_between(before, after)] == expected


def word(*lines: str) -> bytes:
    file, out = docx.Document(), io.BytesIO()
    for line in lines:
        file.add_paragraph(line)
    file.save(out)
    return out.getvalue()


@pytest.fixture
def writing(county: County) -> Writing:
    """Return the town that writes."""
    return Writing(county)


def compared(writing: Writing, manuscript: str, **change: object) -> dict[str, PartChange]:
    """Cut another revision with a change and compare it with the one before."""
    first = revision_newest(manuscript) or writing.cut(manuscript)
    writing.save(manuscript, **change)
    second = writing.cut(manuscript)
    found = revision_compare(
        viewer=writing.county.id("向文"), old=first.id, new=second.id, at=writing.county.hands.at
    )
    return {one.part: one for one in found}


@pytest.mark.db
def test_only_what_differs_is_shown(writing: Writing) -> None:
    table = "<table><tbody><tr><td>窗口</td><td>12</td></tr></tbody></table>"
    manuscript = writing.open(body=BODY + table).id
    found = compared(
        writing,
        manuscript,
        title="竹沟镇便民服务中心调整服务时间",
        body=BODY.replace("18时", "17时") + table.replace("12", "13"),
        is_major=True,
    )
    assert set(found) == {"标题", "正文", "是否重大信息"}
    assert [told(edit) for edit in found["标题"].edits] == [
        "竹沟镇便民服务中心[-延长][+调整]服务时间"
    ]
    assert [told(edit)[-12:] for edit in found["正文"].edits] == ["至1[-8][+7]时。", "1[-2][+3]"]
    assert [told(edit) for edit in found["是否重大信息"].edits] == ["[-否][+是]"]


@pytest.mark.db
def test_what_no_text_shows_is_told(writing: Writing) -> None:
    manuscript = writing.open(body='<p><a href="/a">链</a>字</p>').id
    found = compared(writing, manuscript, body='<p><a href="/b">链</a>字</p>')
    assert [told(edit) for edit in found["正文"].edits] == ["链接：/[-a][+b]"]
    found = compared(writing, manuscript, body='<p><a href="/b">链</a><strong>字</strong></p>')
    assert found["正文"] == PartChange("正文", CHANGED, note="文字没有变化，只有格式变化")


@pytest.mark.db
def test_attachments(writing: Writing) -> None:
    manuscript = writing.open().id
    kept = writing.attach(manuscript, "不变.txt", b"same")
    gone = writing.attach(manuscript, "删去.txt", b"gone")
    moved = writing.attach(manuscript, "原名.txt", b"moved")
    text = writing.attach(manuscript, "通知.docx", word("第一段", "金额12元"))
    broken = writing.attach(manuscript, "坏.pdf", PDF)
    first = (kept, gone, moved, text, broken)
    new = writing.attach(manuscript, "新增.txt", b"new")
    later = writing.attach(manuscript, "通知二.docx", word("第一段", "金额21元"))
    other = writing.attach(manuscript, "坏二.pdf", PDF + b"x")
    writing.save(manuscript, attachments=first)
    found = compared(
        writing,
        manuscript,
        attachments=(
            kept,
            DraftFile("新名.txt", moved.sha256),
            DraftFile("通知.docx", later.sha256),
            DraftFile("坏.pdf", other.sha256),
            new,
        ),
    )
    assert {part: one.change for part, one in found.items()} == {
        "附件：删去.txt": REMOVED,
        "附件：新名.txt": CHANGED,
        "附件：通知.docx": CHANGED,
        "附件：坏.pdf": CHANGED,
        "附件：新增.txt": ADDED,
    }
    assert [told(edit) for edit in found["附件：通知.docx"].edits] == ["金额[+2]1[-2]元"]
    assert "原名.txt" in found["附件：新名.txt"].note
    assert "不能读取" in found["附件：坏.pdf"].note
    swapped = compared(writing, manuscript, attachments=(kept, new))
    assert "附件顺序" not in swapped
    assert set(compared(writing, manuscript, attachments=(new, kept))) == {"附件顺序"}


@pytest.mark.db
def test_channels(writing: Writing) -> None:
    column, account = writing.column.id, writing.account.id
    manuscript = writing.open().id
    found = compared(
        writing,
        manuscript,
        renderings=(Rendering(column, "短题", ""), Rendering(account, "", "一句话")),
        kind=ContentKind.POST,
    )
    assert found == {
        f"渠道：{column}·标题": PartChange(
            f"渠道：{column}·标题", ADDED, (Edit(ADDED, (Piece(ADDED, "短题"),)),)
        ),
        f"渠道：{account}": PartChange(f"渠道：{account}", ADDED),
        "种类": found["种类"],
    }
    assert set(compared(writing, manuscript, renderings=())) == {
        f"渠道：{column}",
        f"渠道：{account}",
    }


@pytest.mark.db
def test_another_units_revisions_are_not_compared(writing: Writing) -> None:
    """I21."""
    county, revision = writing.county, writing.revision()
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.register("莫撰", other)
    with pytest.raises(NotFound):
        revision_compare(
            viewer=county.id("莫撰"), old=revision.id, new=revision.id, at=county.hands.at
        )
