"""How often names are borne on each list."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lists", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedNames",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="counted_names",
                        serialize=False,
                        to="lists.source",
                    ),
                ),
                ("keys_version", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=32)),
                ("common", models.TextField()),
                ("every", models.TextField()),
            ],
        ),
    ]
