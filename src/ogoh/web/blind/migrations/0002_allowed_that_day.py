"""How much an asker might ask stands by each day: what was agreed on since says nothing of the days before."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def _as_allowed_now(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Days that passed already are counted by what is allowed now: nothing else is known of them."""
    asker = apps.get_model("blind", "Asker").objects.filter(pk=OuterRef("asker"))
    apps.get_model("blind", "Day").objects.update(per_day=Subquery(asker.values("per_day")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("blind", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="day",
            name="per_day",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(_as_allowed_now, migrations.RunPython.noop),
    ]
