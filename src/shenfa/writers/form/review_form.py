"""What stands on the form, and how each value is written there."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
COMMITMENTS = (
    "拟发布内容符合《政府信息公开条例》要求。",
    "拟发布内容可以在县政府门户网站进行公开，并允许其进行发布。",
    "拟发布内容、格式、数据、保密均已通过我单位内部审核。",
    "提供的电子件与审签的正式件内容完全一致。",
)
"""The four sentences of the annex, word for word; they are numbered 1． to 4．."""
BLANK_DATE = "年    月    日"
NONE = "（无）"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed a commitment and when; both absent while nobody has."""

    person: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One review: its name in the notice's words (初审), who gave it, as what, and the result."""

    stage: str
    person: str
    position: str
    result: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Record:
    """The second page. Texts that do not apply yet are empty.

    ``signature`` and ``seal`` say what proves them, ``opinion`` is the county office's,
    ``receipt`` when and by whom it was received, ``trail_head`` the last link of the trail
    (hex) and ``trail_count`` its number of entries when the form was printed.
    """

    publisher: str
    column: str
    address: str = ""
    reviews: tuple[ReviewStep, ...] = ()
    signature: str = ""
    seal: str = ""
    opinion: str = ""
    receipt: str = ""
    trail_head: str = ""
    trail_count: int = 0


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """Annex 1. ``county`` is how the title calls it (虚谷自治县); the four commitments in order.

    ``signatory`` is printed behind 负责人（签字） where the signature is electronic, and stays
    empty where it is given on paper.
    """

    county: str
    unit: str
    contact: str
    phone: str
    email: str
    has_media: bool
    title: str
    commitments: tuple[Confirmation, Confirmation, Confirmation, Confirmation]
    record: Record
    signatory: str = ""
    signed_on: datetime.date | None = None


def form_values(form: ReviewForm) -> dict[str, object]:
    """Return every value as it is written, by the names the templates use."""
    record = form.record
    return {
        "heading": f"{form.county}政府门户网站信息审核表",
        "unit": form.unit,
        "contact": form.contact,
        "phone": form.phone,
        "email": form.email,
        "media": "是" if form.has_media else "否",
        "title": form.title,
        "signatory": form.signatory,
        "date": _day(form.signed_on) if form.signed_on else BLANK_DATE,
        "publisher": record.publisher,
        "column": record.column,
        "address": record.address or NONE,
        "commitments": [
            {"number": number, "text": text, **_confirmed(one)}
            for number, (text, one) in enumerate(
                zip(COMMITMENTS, form.commitments, strict=True), start=1
            )
        ],
        "reviews": [
            {
                "stage": step.stage,
                "person": step.person,
                "position": step.position,
                "result": step.result,
                "time": _moment(step.at),
            }
            for step in record.reviews
        ],
        "signature": record.signature or NONE,
        "seal": record.seal or NONE,
        "opinion": record.opinion or NONE,
        "receipt": record.receipt or NONE,
        "foot": f"留痕记录 {record.trail_count} 条，末条链签 {record.trail_head}"
        if record.trail_head
        else "",
    }


def _confirmed(one: Confirmation) -> dict[str, str]:
    if not one.person or one.at is None:
        return {"state": "未确认", "person": "", "time": ""}
    return {"state": "已确认", "person": one.person, "time": _moment(one.at)}


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime.datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{_day(local.date())} {local:%H:%M}"
