"""Where people want to be written to, and which notices were sent there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.review.models import NoticeRecord


class MailChoiceRecord(models.Model):
    """A person's address, and whether notices go there. Older notices are not sent after it."""

    person = models.OneToOneField(PersonRecord, models.PROTECT, primary_key=True, related_name="+")
    address = models.CharField("邮箱地址", max_length=254, blank=True)
    is_wanted = models.BooleanField("发送邮件")
    changed_at = models.DateTimeField("变更时间")

    class Meta:
        """Nothing is sent without an address."""

        db_table = "mail_choice"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_wanted=False) | ~Q(address=""), name="mail_choice_address"
            ),
        ]


class LetterRecord(models.Model):
    """The one letter about a notice: begun, sent, put off, or given up.

    ``begun_at`` without an end was left by a process that was killed while sending: whether
    the letter went out nobody knows, so it is not sent again. The notice stands in the page.
    """

    notice = models.OneToOneField(NoticeRecord, models.PROTECT, primary_key=True, related_name="+")
    tries = models.SmallIntegerField("次数", default=0)
    begun_at = models.DateTimeField("开始发送", null=True)
    next_try = models.DateTimeField("下次发送", null=True)
    sent_at = models.DateTimeField("已发送", null=True)
    given_up_at = models.DateTimeField("不再发送", null=True)
    error = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        """Sent or given up, not both."""

        db_table = "mail_letter"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None), name="mail_letter_end"
            ),
        ]
