"""The end of the log under a seal: it is made, with the key, where there is no event yet."""

from __future__ import annotations

from django.db import migrations, models

from ogoh.web.audit.services import begin


def begin_log(apps: object, editor: object) -> None:
    """Seal the end as it is now. Raises KeyRefused where there are events and their key is missing."""
    begin()


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]  # Django's form

    operations = [  # Django's form
        migrations.AddField("head", "seal", models.BinaryField(default=b"", max_length=32)),
        migrations.RunPython(begin_log, migrations.RunPython.noop),
    ]
