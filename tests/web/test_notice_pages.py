"""Notices in the pages: which manuscript, until when, and the way there."""

import datetime
import re

import pytest
from browser import People
from evidence import evidence_of
from manuscript_county import WRITER
from release_county import Releasing
from review_county import FIRST, RELEASER, Reviewing, audit, submit
from visiting import Visit, words

from shenfa.desk.deployment import Deployment
from shenfa.desk.release import scheduling
from shenfa.desk.review.models import NoticeRecord

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
HOUR = datetime.timedelta(hours=1)


def test_a_notice_names_its_manuscript_and_is_read_on_the_way(people: People) -> None:
    reviewing = Reviewing(people.county)
    revision = reviewing.cut(is_urgent=True)
    audit(people.county, revision)
    submit(people.county, revision)
    visit = Visit(people.county, FIRST)
    page = visit.page("/notices")
    notice = NoticeRecord.objects.get(person__name=FIRST)
    due = re.search(r'<time datetime="[^"]+" title="(\d{4}-\d\d-\d\d \d\d:\d\d)">([^<]+)<', page)

    assert f"{revision.title} 急件，有稿件等待初审" in words(page)
    assert due is not None
    assert re.match(r"今天|明天", due[2])
    answer = visit.client.post(f"/notices/{notice.id}/read", {"open": "1"})
    assert answer.headers["Location"] == f"/revisions/{revision.id}/"
    assert "没有未读消息" in words(visit.page("/notices"))


def test_another_persons_notice_is_not_there(people: People) -> None:
    """I21."""
    reviewing = Reviewing(people.county)
    reviewing.submitted()
    notice = NoticeRecord.objects.get(person__name=FIRST)
    answer = Visit(people.county, WRITER).client.post(f"/notices/{notice.id}/read", {"open": "1"})
    notice.refresh_from_db()

    assert "/revisions/" not in answer.headers.get("Location", "")
    assert notice.read_at is None


def test_a_schedule_that_failed_leads_to_its_manuscript(
    people: People, deployment: Deployment
) -> None:
    """Of a schedule, too, whose number no page bears (I15)."""
    town = Releasing(people.county, deployment)
    hands, revision = town.county.hands, town.approved()
    scheduling.release_schedule(
        by=town.county.by(RELEASER),
        revision=revision.id,
        channels=[town.column],
        due=hands.at + HOUR,
        evidence=evidence_of(town.county, RELEASER),
    )
    town.reviewing.writing.save(revision.manuscript_id, title="延长窗口服务时间的通告")
    town.reviewing.writing.cut(revision.manuscript_id)
    hands.move(hours=1)
    scheduling.run_due(hands.clock)
    visit = Visit(town.county, RELEASER)
    page = visit.page("/notices")

    assert "定时发布没有成功" in words(page)
    assert f'href="/revisions/{revision.id}/"' in page
