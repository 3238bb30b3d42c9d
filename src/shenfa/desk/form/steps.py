"""The single changes and questions that the services of the form are made of."""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.form.models import FormRecord
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.standing import last_submission, passed_list, state_of
from shenfa.desk.manuscripts.authority import need_writer
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.authority import holds_any, need_person
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.steps import keep_text, need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.selectors import is_ended
from shenfa.desk.trail.command import Now
from shenfa.readers import supported_suffixes
from shenfa.review import Position
from shenfa.review.form import FormState

FINAL_REVIEWERS = (Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
PHONE = re.compile(r"[0-9+（）()\-—、，, 转]{7,40}")
EMAIL = re.compile(r"[^@\s,，；;]+@[^@\s,，；;]+\.[A-Za-z]{2,}")
STAGES = 3
ENDED = "该版本已经终止，请形成新版本后重新送审"


class Paper(StrEnum):
    """A file that belongs to a form."""

    FORMAL = "formal"
    ELECTRONIC = "electronic"
    SIGNATURE = "signature"
    SEAL = "seal"


PAPER_NAMES = {
    Paper.FORMAL: "正式件",
    Paper.ELECTRONIC: "电子件",
    Paper.SIGNATURE: "签字凭据",
    Paper.SEAL: "盖章凭据",
}
EVIDENCE_KINDS: Mapping[Paper, Mapping[str, str]] = {
    Paper.SIGNATURE: {"e_signature": "电子签名", "scan": "扫描件", "paper": "纸质件照片"},
    Paper.SEAL: {"e_seal": "电子印章", "scan": "扫描件", "paper": "纸质件照片"},
}
"""What may prove a signature or a seal; there is a file of it in any case."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What people may correct on a form; all but the date is there before they type (R31).

    ``dated`` is the date beside signature and seal.
    """

    reporting_unit: str
    releasing_unit: str
    contact: str
    phone: str
    email: str
    says_media: bool
    dated: datetime.date | None = None


def need_main_column(now: Now, revision: RevisionRecord) -> None:
    """Refuse a revision that has ended, or that no main column shows after three reviews (R28)."""
    refused = opening_refusal(revision)
    if refused is not None:
        raise refused
    need_writer(now, revision.manuscript.unit_id)


def opening_refusal(revision: RevisionRecord) -> CommandRefused | None:
    """Return why a revision can have no form now, or None (R28)."""
    if is_ended(revision):
        return CommandRefused("ended", ENDED)
    if not goes_to_main_column(revision):
        return CommandRefused("no_main_column", "只有发往门户网站主栏目的稿件需要填报信息审核表")
    if len(passed_list(revision)) < STAGES:
        return CommandRefused(
            "reviews", "三审三校完成后才能填报信息审核表（通知二：通过县政府门户网站主栏目发布）"
        )
    return None


def goes_to_main_column(revision: RevisionRecord) -> bool:
    """Whether a main column shows the revision, so that it needs a form (R28). One query."""
    rows = revision.renderings.filter(channel__kind=ChannelKind.MAIN_COLUMN.value)
    return rows.exists()


def need_alive(revision: RevisionRecord) -> None:
    """Refuse a revision that can never be released."""
    if is_ended(revision):
        raise CommandRefused("ended", ENDED)


def need_form(now: Now, revision: str) -> FormRecord:
    """Return a form that may be changed now by the person acting."""
    form = form_get(viewer=now.person, revision=revision, at=now.at)
    need_alive(form.revision)
    need_writer(now, form.revision.manuscript.unit_id)
    if state_of(last_submission(form)) not in (FormState.OPEN, FormState.RETURNED):
        raise CommandRefused("submitted", "信息审核表已经报送，县政府办公室退回后才能更改")
    return form


def need_signatory(now: Now, form: FormRecord) -> PersonRecord:
    """Return the person acting, who gave the final review and still holds the post (R33)."""
    final = next((row for row in passed_list(form.revision) if row.stage == STAGES), None)
    if final is None or final.person_id != now.person:
        raise CommandRefused("signatory", "四项承诺由审发该稿件的领导本人确认，不得代为确认")
    if not holds_any(now, form.revision.manuscript.unit_id, *FINAL_REVIEWERS):
        raise CommandRefused("not_entitled", "您已不在审发岗位，不能确认承诺")
    return need_person(now)


def need_phone(value: str) -> str:
    """Return a telephone number, or refuse what cannot be one."""
    text = need_text(value, "联系电话", 40)
    if not PHONE.fullmatch(text) or sum(map(str.isdecimal, text)) < 7:
        raise CommandRefused("phone", "联系电话应为7位以上的号码，请核对")
    return text


def keep_email(value: str) -> str:
    """Return a mail address, or the empty text; it must be there when the form goes up."""
    text = keep_text(value, "电子邮箱", 100)
    if text and not EMAIL.fullmatch(text):
        raise CommandRefused("email", "电子邮箱应写成 name@example.cn 的形式，请核对")
    return text


def file_name(paper: Paper, name: str) -> str:
    """Return the name of a file without its folders, or refuse what nobody can read here."""
    name = need_text(PurePath(name.replace("\\", "/")).name, "文件名", 255)
    if PurePath(name).suffix.lower() not in supported_suffixes():
        what = PAPER_NAMES[paper]
        raise CommandRefused("file_kind", f"{what}应为 PDF、OFD、Word 文件或者图片，请重新上传")
    return name


def sha256_of(data: bytes) -> str:
    """Return the digest under which bytes are stored."""
    return hashlib.sha256(data).hexdigest()


def facts_digest(facts: Mapping[str, object]) -> str:
    """Return the digest of a snapshot, which binds it to its entry in the trail."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256_of(text.encode())
