"""Posts of registered accounts and evidence of their interaction, as they are stored."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.patrol.accounts import Probe
from shenfa.patrol.media_sheet import Post


class PostRecord(models.Model):
    """A post of an account, from an exported list or entered by hand. Counts as the list had them."""

    account = models.ForeignKey(ChannelRecord, models.PROTECT, verbose_name="账号")
    published = models.DateField("发布日期")
    title = models.CharField("标题", max_length=300, blank=True)
    url = models.CharField("链接", max_length=500, blank=True)
    comments = models.PositiveIntegerField("评论数", null=True)
    replies = models.PositiveIntegerField("回复数", null=True)
    noted_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    noted_at = models.DateTimeField("登记时间")

    class Meta:
        """The newest first; one that was in an earlier list is not taken twice."""

        db_table = "media_post"
        ordering: ClassVar[list[str]] = ["-published", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account", "published", "title", "url"], name="media_post_once"
            )
        ]

    def to_post(self) -> Post:
        """Return the row as a value."""
        return Post(
            self.published, self.title, url=self.url, comments=self.comments, replies=self.replies
        )


class TryRecord(models.Model):
    """What a person tried on an account on a day, and which ways to answer worked (R90)."""

    account = models.ForeignKey(ChannelRecord, models.PROTECT, verbose_name="账号")
    day = models.DateField("核验日期")
    works = models.JSONField("可用的方式")
    fails = models.JSONField("不可用的方式")
    tried_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="核验人"
    )
    tried_at = models.DateTimeField("登记时间")

    class Meta:
        """It shows something, for or against."""

        db_table = "media_try"
        ordering: ClassVar[list[str]] = ["day", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~(Q(works=[]) & Q(fails=[])), name="media_try_shows_something"
            )
        ]

    def to_probe(self) -> Probe:
        """Return the row as a value."""
        return Probe(self.day, tuple(self.works), tuple(self.fails))
