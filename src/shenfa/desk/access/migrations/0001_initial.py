import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="FailureRecord",
            fields=[
                (
                    "key",
                    models.CharField(
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                        verbose_name="账号或地址的摘要",
                    ),
                ),
                ("failures", models.IntegerField(verbose_name="连续失败次数")),
                ("last_at", models.DateTimeField(verbose_name="最近一次失败时间")),
                ("locked_until", models.DateTimeField(null=True, verbose_name="锁定至")),
            ],
            options={
                "db_table": "access_failure",
            },
        ),
        migrations.CreateModel(
            name="CredentialRecord",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="credential",
                        serialize=False,
                        to="organisation.personrecord",
                        verbose_name="人员",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="开通时间")),
                ("password", models.CharField(max_length=200, verbose_name="口令的散列值")),
                ("previous", models.JSONField(default=list, verbose_name="以前口令的散列值")),
                ("must_change", models.BooleanField(verbose_name="口令须修改")),
                ("changed_at", models.DateTimeField(verbose_name="口令设定时间")),
                (
                    "totp_secret",
                    models.CharField(blank=True, max_length=64, verbose_name="动态码密钥"),
                ),
                (
                    "totp_pending",
                    models.CharField(blank=True, max_length=64, verbose_name="待确认的动态码密钥"),
                ),
                (
                    "totp_confirmed_at",
                    models.DateTimeField(null=True, verbose_name="动态码启用时间"),
                ),
                (
                    "last_totp_step",
                    models.BigIntegerField(default=0, verbose_name="最后用过的动态码序号"),
                ),
            ],
            options={
                "db_table": "access_credential",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("totp_confirmed_at__isnull", True), ("totp_secret", "")),
                            models.Q(
                                ("totp_confirmed_at__isnull", False),
                                models.Q(("totp_secret", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="access_credential_totp",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("password", ""), _negated=True),
                        name="access_credential_password",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviceRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                (
                    "digest",
                    models.CharField(max_length=64, unique=True, verbose_name="设备密钥的摘要"),
                ),
                ("label", models.CharField(max_length=60, verbose_name="设备名称")),
                ("pin", models.CharField(max_length=200, verbose_name="PIN 的散列值")),
                ("added_at", models.DateTimeField(verbose_name="登记时间")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="注销时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "db_table": "access_device",
            },
        ),
        migrations.CreateModel(
            name="ApiTokenRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="令牌的摘要")),
                ("label", models.CharField(max_length=60, verbose_name="用途")),
                ("opened_at", models.DateTimeField(verbose_name="签发时间")),
                ("expires", models.DateTimeField(verbose_name="失效时间")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="注销时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "db_table": "access_token",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires__gt", models.F("opened_at"))),
                        name="access_token_expires",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="遗失的内容")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("requested_at", models.DateTimeField(verbose_name="提出时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="恢复码的摘要"),
                ),
                ("expires", models.DateTimeField(verbose_name="失效时间")),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="确认人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="人员",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "db_table": "access_recovery",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["password", "totp", "both"])),
                        name="access_recovery_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("requested_by", models.F("person")), _negated=True),
                            models.Q(
                                ("confirmed_by", None),
                                models.Q(
                                    models.Q(("confirmed_by", models.F("person")), _negated=True),
                                    models.Q(
                                        ("confirmed_by", models.F("requested_by")), _negated=True
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="access_recovery_three_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at", None),
                                ("confirmed_by", None),
                                ("digest", ""),
                                ("used_at", None),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="access_recovery_confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="令牌的摘要")),
                ("opened_at", models.DateTimeField(verbose_name="登录时间")),
                ("last_seen", models.DateTimeField(verbose_name="最近一次操作时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("second_factor", models.BooleanField(verbose_name="已验证动态码")),
                ("proved_seq", models.BigIntegerField(verbose_name="最近一次验证通过时的留痕序号")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "db_table": "access_session",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="access_session_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_seen__gte", models.F("opened_at")),
                            models.Q(
                                ("ended_at", None),
                                ("ended_at__gte", models.F("opened_at")),
                                _connector="OR",
                            ),
                        ),
                        name="access_session_times",
                    ),
                ],
            },
        ),
    ]
