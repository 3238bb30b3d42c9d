"""Who is running which job, as it is stored. There are no tasks, so there is no queue of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class LeaseRecord(models.Model):
    """The lease of one job: held by one process until a time; ``runs`` tells one from the next."""

    name = models.CharField("任务", primary_key=True, max_length=40)
    holder = models.CharField("运行者", max_length=60, blank=True, default="")
    until = models.DateTimeField("占用到期", null=True)
    last_started = models.DateTimeField("最近开始", null=True)
    last_finished = models.DateTimeField("最近结束", null=True)
    last_error = models.CharField("最近的错误", max_length=200, blank=True, default="")
    runs = models.BigIntegerField("次数", default=0)

    class Meta:
        """Held until a time, or held by nobody."""

        db_table = "jobs_lease"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(holder="", until__isnull=True)
                | (~Q(holder="") & Q(until__isnull=False)),
                name="jobs_lease_held",
            )
        ]
