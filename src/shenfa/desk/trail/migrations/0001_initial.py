from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CheckpointRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(max_length=200, verbose_name="单位")),
                ("count", models.BigIntegerField(verbose_name="条数")),
                ("head", models.CharField(max_length=64, verbose_name="最后一条的链签")),
                ("at", models.CharField(max_length=20, verbose_name="时间")),
                ("signature", models.CharField(max_length=128, verbose_name="签名")),
            ],
            options={
                "db_table": "trail_checkpoint",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="EntryRecord",
            fields=[
                (
                    "seq",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号"),
                ),
                ("body", models.TextField(verbose_name="规范 JSON")),
                ("prev", models.CharField(max_length=64, verbose_name="上一条的链签")),
                ("hash", models.CharField(max_length=64, verbose_name="链签")),
            ],
            options={
                "db_table": "trail_entry",
            },
        ),
    ]
