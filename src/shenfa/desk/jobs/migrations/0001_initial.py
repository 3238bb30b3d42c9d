from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LeaseRecord",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="任务"
                    ),
                ),
                (
                    "holder",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="运行者"),
                ),
                ("until", models.DateTimeField(null=True, verbose_name="占用到期")),
                ("last_started", models.DateTimeField(null=True, verbose_name="最近开始")),
                ("last_finished", models.DateTimeField(null=True, verbose_name="最近结束")),
                (
                    "last_error",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="最近的错误"
                    ),
                ),
                ("runs", models.BigIntegerField(default=0, verbose_name="次数")),
            ],
            options={
                "db_table": "jobs_lease",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder", ""), ("until__isnull", True)),
                            models.Q(
                                models.Q(("holder", ""), _negated=True), ("until__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="jobs_lease_held",
                    )
                ],
            },
        ),
    ]
