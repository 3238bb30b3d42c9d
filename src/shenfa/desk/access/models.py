"""Accounts, sessions, tokens, devices, recoveries and failures as they are stored.

Of what is random (tokens, secrets of devices, codes) only the digest is kept; passwords and
PINs are hashed with Argon2id. The secret of the dynamic code has to be kept as it is.
"""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord


class Loss(StrEnum):
    """What a person has lost, and gets back through two others."""

    PASSWORD = "password"  # noqa: S105 - the word of the trail
    TOTP = "totp"
    BOTH = "both"


class CredentialRecord(models.Model):
    """The one account of a natural person, who signs in with the staff number.

    ``previous`` are hashes of the passwords before this one. ``totp_pending`` is a secret that
    was shown and not confirmed yet. A dynamic code of ``last_totp_step`` or before is used up.
    """

    person = models.OneToOneField(
        PersonRecord,
        models.PROTECT,
        primary_key=True,
        related_name="credential",
        verbose_name="人员",
    )
    issued_at = models.DateTimeField("开通时间")
    password = models.CharField("口令的散列值", max_length=200)
    previous = models.JSONField("以前口令的散列值", default=list)
    must_change = models.BooleanField("口令须修改")
    changed_at = models.DateTimeField("口令设定时间")
    totp_secret = models.CharField("动态码密钥", max_length=64, blank=True)
    totp_pending = models.CharField("待确认的动态码密钥", max_length=64, blank=True)
    totp_confirmed_at = models.DateTimeField("动态码启用时间", null=True)
    last_totp_step = models.BigIntegerField("最后用过的动态码序号", default=0)

    class Meta:
        """A second factor is there when it was confirmed, and only then."""

        db_table = "access_credential"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(totp_confirmed_at__isnull=True, totp_secret="")
                | (Q(totp_confirmed_at__isnull=False) & ~Q(totp_secret="")),
                name="access_credential_totp",
            ),
            models.CheckConstraint(condition=~Q(password=""), name="access_credential_password"),
        ]


class SessionRecord(models.Model):
    """A person signed in. Up to ``proved_seq`` of the trail, no wrong proof counts any more."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    digest = models.CharField("令牌的摘要", max_length=64, unique=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="人员")
    opened_at = models.DateTimeField("登录时间")
    last_seen = models.DateTimeField("最近一次操作时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    second_factor = models.BooleanField("已验证动态码")
    proved_seq = models.BigIntegerField("最近一次验证通过时的留痕序号")

    class Meta:
        """One live session of an account."""

        db_table = "access_session"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="access_session_one"
            ),
            models.CheckConstraint(
                condition=Q(last_seen__gte=F("opened_at"))
                & (Q(ended_at=None) | Q(ended_at__gte=F("opened_at"))),
                name="access_session_times",
            ),
        ]


class ApiTokenRecord(models.Model):
    """A token for programs of a person. It reads and prepares; it never decides (I7)."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    digest = models.CharField("令牌的摘要", max_length=64, unique=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="人员")
    label = models.CharField("用途", max_length=60)
    opened_at = models.DateTimeField("签发时间")
    expires = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("注销时间", null=True)

    class Meta:
        """It expires after it began."""

        db_table = "access_token"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("opened_at")), name="access_token_expires"
            )
        ]


class DeviceRecord(models.Model):
    """A person's own device, which proves itself by its secret and the person by a PIN."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    digest = models.CharField("设备密钥的摘要", max_length=64, unique=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="人员")
    label = models.CharField("设备名称", max_length=60)
    pin = models.CharField("PIN 的散列值", max_length=200)
    added_at = models.DateTimeField("登记时间")
    revoked_at = models.DateTimeField("注销时间", null=True)

    class Meta:
        """How the table is called."""

        db_table = "access_device"


class RecoveryRecord(models.Model):
    """Two others let a person in again: one asks, one confirms, the person uses the code."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="人员")
    kind = models.CharField("遗失的内容", max_length=20)
    reason = models.CharField("理由", max_length=200)
    requested_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    requested_at = models.DateTimeField("提出时间")
    confirmed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True)
    digest = models.CharField("恢复码的摘要", max_length=64, blank=True)
    expires = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        """Three different persons; a code is there when it was confirmed; used after that."""

        db_table = "access_recovery"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Loss]), name="access_recovery_kind"
            ),
            models.CheckConstraint(
                condition=~Q(requested_by=F("person"))
                & (
                    Q(confirmed_by=None)
                    | (~Q(confirmed_by=F("person")) & ~Q(confirmed_by=F("requested_by")))
                ),
                name="access_recovery_three_persons",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None, digest="", used_at=None)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(digest="")),
                name="access_recovery_confirmed",
            ),
        ]


class FailureRecord(models.Model):
    """Wrong sign-ins in a row, of a staff number or an address, of which only a digest is kept.

    Staff numbers that nobody has are counted like any other. Rows go away by themselves.
    """

    key = models.CharField("账号或地址的摘要", primary_key=True, max_length=64)
    failures = models.IntegerField("连续失败次数")
    last_at = models.DateTimeField("最近一次失败时间")
    locked_until = models.DateTimeField("锁定至", null=True)

    class Meta:
        """How the table is called."""

        db_table = "access_failure"


class LockRecord(models.Model):
    """An account that an administrator has locked, until an administrator lifts it again."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    person = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="locks", verbose_name="人员"
    )
    reason = models.CharField("理由", max_length=200)
    locked_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="锁定人"
    )
    locked_at = models.DateTimeField("锁定时间")
    lifted_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="解锁人"
    )
    lifted_at = models.DateTimeField("解锁时间", null=True)

    class Meta:
        """One lock of an account at a time; nobody locks or unlocks themselves."""

        db_table = "access_lock"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(lifted_at=None), name="access_lock_one"
            ),
            models.CheckConstraint(
                condition=~Q(locked_by=F("person"))
                & (
                    Q(lifted_by__isnull=True, lifted_at__isnull=True)
                    | (Q(lifted_at__isnull=False) & ~Q(lifted_by=F("person")))
                ),
                name="access_lock_by_others",
            ),
        ]
