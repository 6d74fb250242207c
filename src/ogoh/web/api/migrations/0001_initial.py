"""The tables of callers' tokens and of what each has left."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates them."""

    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("per_minute", models.PositiveIntegerField(default=60)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("last_used_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tokens", models.FloatField()),
                ("refilled_at", models.FloatField(help_text="seconds since 1970")),
                (
                    "full_at",
                    models.FloatField(db_index=True, help_text="when the bucket says nothing any more and may go"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    )
