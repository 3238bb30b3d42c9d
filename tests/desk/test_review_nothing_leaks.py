"""What the desk keeps and says of a check repeats no full number and no secret: R40, R51."""

import datetime
import logging
import re

import pytest
from county import County
from django.db import connection
from manuscript_county import WRITER
from review_county import Reviewing, approve, audit

from shenfa.desk.manuscripts import services
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.models import AuditRecord, FindingRecord
from shenfa.desk.review.writing_check import Written, check_written
from shenfa.desk.wording.county_file import Tables
from shenfa.text import ContentKind
from shenfa.text.checksums import luhn_check_digit, resident_check_digit

IDENTITY = "50024219800101001"
IDENTITY += resident_check_digit(IDENTITY)
MOBILE = "13896543210"
CARD = "622848046123456789"
CARD += luhn_check_digit(CARD)
LISTED = f"<p>张三，身份证号{IDENTITY}，手机{MOBILE},一卡通账号{CARD}。</p>"
MARKED = "<p>机密★5年</p><p>丙丁设施位于北坡三号井旁,深三十米。</p>"
OWN = "manuscripts_"
"""The tables that hold what people wrote; everything else only speaks of it."""


def kept() -> str:
    """Return every value of every table but those of the manuscripts themselves."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(OWN):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of the schema
                values += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(values)


def numbers_in(text: str) -> list[str]:
    digits = re.sub(r"[\s\-]", "", text)
    return [number for number in (IDENTITY, MOBILE, CARD) if number in digits]


def words_in(text: str) -> list[str]:
    return [word for word in ("丙丁设施", "北坡", "号井旁") if word in text]


@pytest.fixture
def vendor() -> str:
    """One database is enough: what is kept is the same on both."""
    return "sqlite"


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    return Reviewing(county)


def test_a_check_keeps_no_number(reviewing: Reviewing, caplog: pytest.LogCaptureFixture) -> None:
    """R51: findings, tasks and trail of a text and its attachment."""
    caplog.set_level(logging.DEBUG)
    manuscript = reviewing.writing.open(WRITER, body=LISTED).id
    reviewing.writing.attach(manuscript, "名单.txt", re.sub("<[^>]*>", "", LISTED).encode())
    audit(reviewing.county, reviewing.writing.cut(manuscript))
    shown = kept()

    assert AuditRecord.objects.count() == 1
    assert "PI001" in shown
    assert numbers_in(shown) == []
    assert numbers_in(caplog.text) == []


def test_attachments_are_laid_side_by_side(reviewing: Reviewing) -> None:
    """Q24: each attachment masks enough, together they give the number away."""
    manuscript = reviewing.writing.open(WRITER).id
    for name, shown in (("甲.csv", "138****3210"), ("乙.csv", "1389654****")):
        reviewing.writing.attach(manuscript, name, f"姓名,手机号\n张三,{shown}\n".encode())
    audit(reviewing.county, reviewing.writing.cut(manuscript))
    (found,) = FindingRecord.objects.filter(rule="PI013")

    assert found.part == "附件：乙.csv"
    assert "附件：甲.csv" in found.detail["message"]
    assert numbers_in(kept()) == []


def test_a_check_keeps_nothing_of_a_marked_text(
    reviewing: Reviewing, caplog: pytest.LogCaptureFixture
) -> None:
    """R40: place and digest only."""
    caplog.set_level(logging.DEBUG)
    audit(reviewing.county, reviewing.cut(body=MARKED))
    shown = kept()

    assert "SE001" in shown
    assert words_in(shown) == []
    assert words_in(caplog.text) == []
    assert "机密" not in shown


def test_a_refusal_says_nothing_of_the_text(reviewing: Reviewing) -> None:
    """R51: an error message travels further than the page it is shown on."""
    revision = reviewing.cut(body=LISTED)
    with pytest.raises(CommandRefused) as refused:
        approve(reviewing.county, revision)

    assert numbers_in(str(refused.value)) == []
    assert numbers_in(kept()) == []


@pytest.mark.parametrize("body", [LISTED, MARKED], ids=["numbers", "secret"])
def test_the_check_while_writing_quotes_nothing(body: str) -> None:
    written = Written("关于公示的通知", body, ContentKind.LIST, datetime.date(2026, 5, 8))
    spotted = check_written(written, Tables())
    shown = repr(
        [(one.told.text, one.told.message, one.told.fix, one.told.before) for one in spotted]
    )

    assert spotted
    assert numbers_in(shown) == []
    assert words_in(shown) == []


def test_an_upload_that_is_refused_is_not_quoted(reviewing: Reviewing) -> None:
    manuscript = reviewing.writing.open(WRITER).id
    with pytest.raises(CommandRefused) as refused:
        services.file_upload(
            by=reviewing.county.by(WRITER),
            manuscript=manuscript,
            name="名单.exe",
            data=f"MZ{IDENTITY}".encode(),
        )

    assert numbers_in(str(refused.value)) == []
