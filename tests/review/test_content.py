"""One digest over everything that goes out (R24, I2)."""

from dataclasses import replace

import pytest

from shenfa.review.content import (
    Attachment,
    Content,
    Rendering,
    canonical_content,
    content_sha256,
    parts_of,
)
from shenfa.text import ContentKind

CONTENT = Content(
    kind=ContentKind.OFFICIAL,
    title="关于做好防汛工作的通知",
    body="<p>各村（社区）：</p>",
    attachments=(Attachment("名单.xlsx", "a" * 64, 10), Attachment("图.png", "b" * 64, 20)),
    renderings=(Rendering("通知公告", "通知", "<p>一</p>"), Rendering("微信", "通知", "<p>二</p>")),
    marker="此件公开发布",
)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "关于做好防汛工作的通告"},
        {"body": "<p>各村(社区)：</p>"},
        {"marker": ""},
        {"kind": ContentKind.GENERAL},
        {"source": "https://www.xugu.example/1"},
        {"note": "原文日期有误，现予更正"},
        {"attachments": CONTENT.attachments[:1]},
        {"attachments": CONTENT.attachments[::-1]},
        {"attachments": (replace(CONTENT.attachments[0], sha256="c" * 64), CONTENT.attachments[1])},
        {
            "attachments": (
                replace(CONTENT.attachments[0], name="名单1.xlsx"),
                CONTENT.attachments[1],
            )
        },
        {"renderings": CONTENT.renderings[:1]},
        {"renderings": (*CONTENT.renderings, Rendering("微博", "通知", "<p>三</p>"))},
        {"renderings": (replace(CONTENT.renderings[0], channel="要闻"), CONTENT.renderings[1])},
    ],
)
def test_whatever_changes_the_digest_changes(change: dict[str, object]) -> None:
    """Title, attachment, order, channel, column: each is a new revision (S2)."""
    assert content_sha256(replace(CONTENT, **change)) != content_sha256(CONTENT)  # type: ignore[arg-type]  # a table of facts


def test_channels_are_a_set() -> None:
    turned = replace(CONTENT, renderings=CONTENT.renderings[::-1])

    assert content_sha256(turned) == content_sha256(CONTENT)


def test_text_moved_from_one_field_to_the_next_is_noticed() -> None:
    one = Content(ContentKind.GENERAL, title="甲乙", body="丙")
    other = Content(ContentKind.GENERAL, title="甲", body="乙丙")

    assert content_sha256(one) != content_sha256(other)


def test_reviewers_open_every_part() -> None:
    """R20: body, each attachment, each channel's rendering."""
    assert parts_of(CONTENT) == {
        "正文",
        "附件：名单.xlsx",
        "附件：图.png",
        "渠道：通知公告",
        "渠道：微信",
    }


def test_a_text_without_a_note_has_the_digest_it_always_had() -> None:
    """What was approved before a note was part of it stays approved."""
    package = canonical_content(Content(ContentKind.GENERAL, title="甲", body="乙"))

    assert package.decode() == (
        '{"attachments":[],"body":"乙","channels":[],"format":"shenfa.revision/1",'
        '"kind":"general","marker":"","source":"","title":"甲"}'
    )
