"""The table of token buckets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates it."""

    initial = True
    dependencies = ()

    operations = (
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
            options={"abstract": False},
        ),
    )
