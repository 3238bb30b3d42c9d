"""Sending the letters that are due, each once: a job under a lease (decision 0006).

A letter is noted as begun before it is handed over and as sent afterwards. What the server
refuses is tried again, later each time, and given up in the end; a letter in the middle of
which the process died is given up at once, because twice is worse than not: the notice itself
stands in the page.
"""

import datetime
import smtplib
from collections.abc import Iterable

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from shenfa.desk.jobs.job import JobFailed, Means
from shenfa.desk.mail.letters import letter_of
from shenfa.desk.mail.models import LetterRecord, MailChoiceRecord
from shenfa.desk.mail_server import MailServer
from shenfa.desk.review.models import NoticeRecord

BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 20
AT_ONCE = 100
PAUSES = tuple(datetime.timedelta(minutes=number) for number in (1, 5, 30, 120))
"""After each failure a letter waits longer; after the last one it is given up."""
UNCLEAR = "发送中断，是否送达不明，不再重发"
UNREACHABLE = "邮件服务器无法连接，请检查 SHENFA_MAIL 和网络"


def mail_pending(means: Means) -> int:
    """Send what is due and return how many letters went out; none without a mail server."""
    server = means.deployment.mail
    if server is None:
        return 0
    now = means.by.clock.now
    _give_up_interrupted(now())
    notices = tuple(letters_due(now())[:AT_ONCE])
    if not notices:
        return 0
    connection = _connection(server)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise JobFailed(UNREACHABLE) from error
    try:
        addresses = _addresses(notice.person_id for notice in notices)
        return sum(
            _send(notice, addresses[notice.person_id], (server, connection), now())
            for notice in notices
        )
    finally:
        connection.close()


def letters_due(at: datetime.datetime) -> QuerySet[NoticeRecord]:
    """Return the unread notices that have still to be written to somebody about. One query."""
    choices = MailChoiceRecord.objects.filter(person=OuterRef("person"), is_wanted=True)
    letters = LetterRecord.objects.filter(notice=OuterRef("pk"))
    settled = letters.exclude(sent_at=None, given_up_at=None, next_try__lte=at)
    rows = NoticeRecord.objects.annotate(
        since=Subquery(choices.values("changed_at")[:1]),
        settled=Subquery(settled.values("pk")[:1]),
    )
    wanted = Q(read_at=None, since__isnull=False, at__gte=F("since"), settled=None)
    return rows.filter(wanted, person__disabled_at=None).order_by("id")


def _send(
    notice: NoticeRecord,
    address: str,
    way: tuple[MailServer, BaseEmailBackend],
    at: datetime.datetime,
) -> int:
    server, connection = way
    letter, _ = LetterRecord.objects.get_or_create(notice=notice)
    letter.tries, letter.begun_at, letter.next_try = letter.tries + 1, at, None
    letter.save(force_update=True)
    told = letter_of(notice, server)
    headers = {"Message-ID": told.number, "Auto-Submitted": "auto-generated"}
    message = EmailMessage(told.subject, told.body, server.sender, [address], headers=headers)
    letter.begun_at = None
    try:
        connection.send_messages([message])
        letter.sent_at = at
    except (OSError, smtplib.SMTPException) as error:
        _put_off(letter, error, at)
    letter.save(force_update=True)
    return int(letter.sent_at is not None)


def _put_off(letter: LetterRecord, error: Exception, at: datetime.datetime) -> None:
    """Note a failure by its kind alone: what a server says may hold the address."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else ""
    letter.error = f"邮件服务器没有接收（{type(error).__name__}{f' {code}' if code else ''}）"
    if letter.tries > len(PAUSES):
        letter.given_up_at = at
    else:
        letter.next_try = at + PAUSES[letter.tries - 1]


def _give_up_interrupted(at: datetime.datetime) -> None:
    rows = LetterRecord.objects.filter(sent_at=None, given_up_at=None, begun_at__isnull=False)
    rows.update(given_up_at=at, error=UNCLEAR)


def _addresses(people: Iterable[str]) -> dict[str, str]:
    rows = MailChoiceRecord.objects.filter(person__in=set(people))
    return dict(rows.values_list("person_id", "address"))


def _connection(server: MailServer) -> BaseEmailBackend:
    return get_connection(
        BACKEND,
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.uses_starttls,
        use_ssl=server.uses_tls,
        timeout=SECONDS,
    )
