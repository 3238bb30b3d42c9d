"""What stands in a letter: that something waits, by when, and a link. Nothing of any text.

A letter leaves the machine, so it is written from the kind of the notice alone (R39–R41): no
title, no name, no reason. Whoever follows the link signs in and reads the rest there.
"""

from dataclasses import dataclass
from email.utils import parseaddr

from django.utils.timezone import localtime

from shenfa.desk.mail_server import MailServer
from shenfa.desk.review.models import NoticeRecord

SENTENCES = (
    ("review_", "有稿件等待您审查"),
    ("secrecy", "有稿件等待您作出保密审查结论"),
    ("question", "有审查问题请您答复"),
    ("answered", "您提出的审查问题已有答复"),
    ("approved", "有稿件已审发，等待核对后发布"),
    ("ended", "有稿件未通过或者被撤回"),
    ("escalated_", "有稿件超过期限，请督促办理"),
    ("due_", "有稿件即将到期，请及时办理"),
    ("late_", "有稿件已超过期限，请立即办理"),
    ("county_", "有信息审核表等待审核"),
    ("decided_", "县政府办公室已作出审核决定"),
    ("court_asked", "有问题点被提请认定为误报，等待认定"),
    ("court_ruled", "您提请的误报认定已有结论"),
    ("takedown", "有信息紧急下线，请查看"),
)
OTHER = "系统中有一条给您的消息"
SUBJECT = "审发提醒"
END = "请登录系统查看和办理。本邮件由系统自动发出，请勿回复。如不再接收，请在“我的账号”中关闭邮件提醒。"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is sent. ``number`` is the same however often it is tried."""

    subject: str
    body: str
    number: str


def letter_of(notice: NoticeRecord, server: MailServer) -> Letter:
    """Return the letter about a notice."""
    said = next((text for kind, text in SENTENCES if notice.kind.startswith(kind)), OTHER)
    due = f"，期限是 {localtime(notice.due):%Y-%m-%d %H:%M}" if notice.due else ""
    lines = (f"{said}{due}。", "", f"{server.address}/notices", "", END, "")
    domain = parseaddr(server.sender)[1].rpartition("@")[2]
    return Letter(f"{SUBJECT}：{said}", "\n".join(lines), f"<notice-{notice.pk}@{domain}>")
