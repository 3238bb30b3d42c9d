import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PersonRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("staff_number", models.CharField(max_length=40, unique=True, verbose_name="工号")),
                ("salt", models.CharField(max_length=32, verbose_name="随机数")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("employment", models.CharField(max_length=20, verbose_name="用工性质")),
                ("registered_at", models.DateTimeField(verbose_name="登记或变更时间")),
                ("disabled_at", models.DateTimeField(null=True, verbose_name="停用时间")),
            ],
            options={
                "db_table": "organisation_person",
            },
        ),
        migrations.CreateModel(
            name="UnitRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="名称")),
                ("is_county_office", models.BooleanField(verbose_name="是否县政府办公室")),
                ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "author_may_first_review",
                    models.BooleanField(null=True, verbose_name="作者可否兼任初审"),
                ),
                (
                    "proposed_policy",
                    models.BooleanField(null=True, verbose_name="拟设定作者可否兼任初审"),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_unit",
            },
        ),
        migrations.CreateModel(
            name="UnitDocumentRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("document", models.CharField(max_length=64, verbose_name="文件的摘要")),
                ("dated", models.DateField(verbose_name="成文日期")),
                ("filed_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="organisation.unitrecord",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_document",
            },
        ),
        migrations.CreateModel(
            name="TenureRecord",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("position", models.CharField(max_length=40, verbose_name="岗位")),
                ("since", models.DateTimeField(verbose_name="起始时间")),
                ("until", models.DateTimeField(null=True, verbose_name="截止时间")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="organisation.personrecord",
                        verbose_name="人员",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="organisation.unitrecord",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_tenure",
            },
        ),
        migrations.AddField(
            model_name="personrecord",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                to="organisation.unitrecord",
                verbose_name="单位",
            ),
        ),
        migrations.CreateModel(
            name="FilingRecord",
            fields=[
                (
                    "tenure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="filing",
                        serialize=False,
                        to="organisation.tenurerecord",
                        verbose_name="任职",
                    ),
                ),
                ("document", models.CharField(max_length=64, verbose_name="任职文件的摘要")),
                ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
                ("received_at", models.DateTimeField(null=True, verbose_name="收悉时间")),
                ("objected_at", models.DateTimeField(null=True, verbose_name="异议时间")),
                ("answer", models.TextField(blank=True, verbose_name="收悉意见或异议理由")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.personrecord",
                        verbose_name="收悉或异议人",
                    ),
                ),
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
            ],
            options={
                "db_table": "organisation_filing",
            },
        ),
        migrations.AddConstraint(
            model_name="unitrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_county_office", True)),
                fields=("is_county_office",),
                name="organisation_one_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposed_by__isnull", True), ("proposed_policy__isnull", True)),
                    models.Q(("proposed_by__isnull", False), ("proposed_policy__isnull", False)),
                    _connector="OR",
                ),
                name="organisation_unit_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitdocumentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["working_body", "coordination", "accountability"])
                ),
                name="organisation_document_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="tenurerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "position__in",
                        [
                            "information_officer",
                            "section_head",
                            "deputy_in_charge",
                            "principal_leader",
                            "secrecy_reviewer",
                            "releaser",
                            "site_administrator",
                            "disclosure_officer",
                            "county_reviewer",
                            "patroller",
                            "rectifier",
                            "system_administrator",
                            "security_administrator",
                            "audit_administrator",
                        ],
                    )
                ),
                name="organisation_tenure_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="tenurerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="organisation_tenure_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="tenurerecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("person", "unit", "position"),
                name="organisation_tenure_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="personrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("employment__in", ["in_house", "contractor"])),
                name="organisation_person_employment",
            ),
        ),
        migrations.AddConstraint(
            model_name="personrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("staff_number", ""), _negated=True),
                ),
                name="organisation_person_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_by", None),
                        ("objected_at__isnull", True),
                        ("received_at__isnull", True),
                    ),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("objected_at__isnull", True),
                        ("received_at__isnull", False),
                    ),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("objected_at__isnull", False),
                        ("received_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="organisation_filing_answer",
            ),
        ),
    ]
