"""Notices by e-mail: once each, without a word of any text, off where nobody asked: R39–R41, I31."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest
from county import County, accepted, refused
from review_county import FIRST, SECOND, Reviewing
from smtp_receiver import MailBox, mail_box

from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs.job import JobFailed, Means
from shenfa.desk.mail.letters import letter_of
from shenfa.desk.mail.models import LetterRecord, MailChoiceRecord
from shenfa.desk.mail.sending import PAUSES, UNCLEAR, mail_pending
from shenfa.desk.mail.services import mail_choose
from shenfa.desk.mail_server import MailServer, WrongMailServer, mail_server
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.notices import notice_read

pytestmark = pytest.mark.db
ADDRESS = "xiangwen@mail.example"
TITLE = "关于做好汛期地质灾害避险转移工作的通知"
SERVER = MailServer(
    host="127.0.0.1",
    port=9,
    user="",
    password="",
    uses_tls=False,
    uses_starttls=False,
    sender="审发 <shenfa@mail.example>",
    address="https://shenfa.example",
)


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    return Reviewing(county)


def sending(county: County, deployment: Deployment, box: MailBox | None = None) -> Means:
    port = box.port if box else SERVER.port
    return Means(county.by(), replace(deployment, mail=replace(SERVER, port=port)))


def waits(reviewing: Reviewing) -> None:
    """Let a text wait for the first reviewer, who wants mail."""
    mail_choose(by=reviewing.county.by(FIRST), address=ADDRESS, is_wanted=True)
    reviewing.submitted(title=TITLE)


def test_a_notice_is_written_about_once(reviewing: Reviewing, deployment: Deployment) -> None:
    county = reviewing.county
    waits(reviewing)
    with mail_box() as box:
        assert mail_pending(sending(county, deployment, box)) == 1
        county.hands.move(days=3)
        assert mail_pending(sending(county, deployment, box)) == 0

    letter = box.letters[0]
    assert box.recipients == [ADDRESS]
    assert letter["Subject"] == "审发提醒：有稿件等待您审查"
    assert letter["Message-ID"].startswith("<notice-")
    assert "https://shenfa.example/notices" in letter.get_content()


def test_a_letter_says_nothing_of_the_text(reviewing: Reviewing) -> None:
    """Whatever stands in a notice, of whatever kind: title, name and reason stay inside."""
    waits(reviewing)
    for kind in ("review_1", "question_7", "late_stage_1_0", "what_nobody_knows_yet"):
        notice = NoticeRecord.objects.order_by("id").last()
        assert notice is not None
        notice.kind, notice.text = kind, f"{TITLE}，举报人张三500242198001010016"
        letter = letter_of(notice, SERVER)

        for said in (TITLE[:6], "张三", "500242", notice.about):
            assert said not in letter.subject + letter.body, kind


def test_nothing_is_sent_where_nobody_asked(reviewing: Reviewing, deployment: Deployment) -> None:
    """No server, no choice, an older notice, one that was read already."""
    county = reviewing.county
    reviewing.submitted()
    county.hands.move(seconds=1)
    with mail_box() as box:
        assert mail_pending(sending(county, deployment, box)) == 0
        mail_choose(by=county.by(FIRST), address=ADDRESS, is_wanted=True)
        assert mail_pending(sending(county, deployment, box)) == 0
        reviewing.submitted()
        assert mail_pending(Means(county.by(), deployment)) == 0
        newest = NoticeRecord.objects.filter(person=county.id(FIRST)).first()
        assert newest is not None
        notice_read(by=county.by(FIRST), notice=newest.pk)
        assert mail_pending(sending(county, deployment, box)) == 0
        mail_choose(by=county.by(FIRST), address="", is_wanted=False)
        reviewing.submitted()
        assert mail_pending(sending(county, deployment, box)) == 0

    assert box.letters == []


def test_what_is_refused_is_tried_again_and_given_up(
    reviewing: Reviewing, deployment: Deployment
) -> None:
    county = reviewing.county
    waits(reviewing)
    with mail_box() as box:
        box.refuses = f"550 no such person {ADDRESS}"
        for pause in (*PAUSES, datetime.timedelta(days=1)):
            assert mail_pending(sending(county, deployment, box)) == 0
            letter = LetterRecord.objects.get()
            county.hands.move(seconds=pause.total_seconds() - 1)
            assert mail_pending(sending(county, deployment, box)) == 0
            assert LetterRecord.objects.get().tries == letter.tries
            county.hands.move(seconds=1)
        box.refuses = ""
        assert mail_pending(sending(county, deployment, box)) == 0

    letter = LetterRecord.objects.get()
    assert letter.tries == len(PAUSES) + 1
    assert letter.given_up_at is not None
    assert ADDRESS not in letter.error
    assert "SMTPRecipientsRefused" in letter.error


def test_a_second_try_may_succeed(reviewing: Reviewing, deployment: Deployment) -> None:
    county = reviewing.county
    waits(reviewing)
    with mail_box() as box:
        box.refuses = "451 later"
        mail_pending(sending(county, deployment, box))
        box.refuses = ""
        county.hands.move(seconds=PAUSES[0].total_seconds())
        assert mail_pending(sending(county, deployment, box)) == 1

    assert len(box.letters) == 1


def test_a_server_that_is_away_fails_the_job_and_loses_nothing(
    reviewing: Reviewing, deployment: Deployment
) -> None:
    county = reviewing.county
    waits(reviewing)
    with mail_box() as box:
        pass
    with pytest.raises(JobFailed, match="SHENFA_MAIL"):
        mail_pending(sending(county, deployment, box))
    with mail_box() as box:
        assert mail_pending(sending(county, deployment, box)) == 1


def test_a_letter_in_whose_middle_the_process_died_is_not_sent_twice(
    reviewing: Reviewing, deployment: Deployment
) -> None:
    county = reviewing.county
    waits(reviewing)
    notice = NoticeRecord.objects.get(person=county.id(FIRST))
    LetterRecord(notice=notice, tries=1, begun_at=county.hands.at).save(force_insert=True)
    with mail_box() as box:
        assert mail_pending(sending(county, deployment, box)) == 0

    assert LetterRecord.objects.get().error == UNCLEAR


def test_a_choice_is_chained_without_the_address(county: County) -> None:
    with accepted("mail.choose"):
        mail_choose(by=county.by(FIRST), address=f" {ADDRESS} ", is_wanted=True)
    with accepted():
        mail_choose(by=county.by(FIRST), address=ADDRESS, is_wanted=True)
    for address in ("", "xiangwen", "a@b\nBcc: c@d.example", f"{'a' * 64}@{'b' * 250}.example"):
        with refused("mail_address"):
            mail_choose(by=county.by(FIRST), address=address, is_wanted=True)

    assert MailChoiceRecord.objects.get().address == ADDRESS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smtp://mail.example", (587, False, True)),
        ("smtp://127.0.0.1:25", (25, False, False)),
        ("smtp://mail.example:25?tls=no", (25, False, False)),
        ("smtps://u:p%40ss@mail.example", (465, True, False)),
    ],
)
def test_the_server_is_named_by_the_environment(
    text: str, expected: tuple[int, bool, bool]
) -> None:
    found = mail_server(
        {
            "SHENFA_MAIL": text,
            "SHENFA_MAIL_FROM": SERVER.sender,
            "SHENFA_ADDRESS": "https://shenfa.example/",
        }
    )

    assert found is not None
    assert (found.port, found.uses_tls, found.uses_starttls) == expected
    assert found.address == SERVER.address
    assert "p@ss" not in repr(found)


@pytest.mark.parametrize(
    "environment",
    [
        {"SHENFA_MAIL": "mail.example"},
        {"SHENFA_MAIL": "smtp://mail.example:x"},
        {"SHENFA_MAIL": "smtp://mail.example"},
        {"SHENFA_MAIL": "smtp://mail.example", "SHENFA_MAIL_FROM": "a@b.example"},
        {"SHENFA_MAIL": "smtp://m.example", "SHENFA_MAIL_FROM": "a", "SHENFA_ADDRESS": "https://x"},
    ],
)
def test_half_a_setting_is_refused(environment: Mapping[str, str]) -> None:
    with pytest.raises(WrongMailServer, match="SHENFA_"):
        mail_server(environment)
    assert mail_server({}) is None


def test_only_the_person_themselves_is_written_to(
    reviewing: Reviewing, deployment: Deployment
) -> None:
    county = reviewing.county
    mail_choose(by=county.by(SECOND), address="peng@mail.example", is_wanted=True)
    waits(reviewing)
    with mail_box() as box:
        mail_pending(sending(county, deployment, box))

    assert box.recipients == [ADDRESS]
