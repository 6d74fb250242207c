"""How many parcels a peer hands over in a day, and which receipt answered a parcel."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_own_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="taken",
            name="receipt",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="exchange.sent"
            ),
        ),
        migrations.CreateModel(
            name="HandedOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("parcels", models.PositiveIntegerField(default=0)),
                (
                    "peer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handed_over", to="exchange.peer"
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "peer"],
                "constraints": [models.UniqueConstraint(fields=("peer", "day"), name="handed_over_once")],
            },
        ),
    ]
