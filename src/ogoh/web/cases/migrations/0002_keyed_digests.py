"""Digests of people become keyed, and those of what was forgotten go."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

from ogoh.web.audit.keys import person_digest


def key_digests(apps: Any, _: Any) -> None:
    """The keyed digest is that of the bare one, so that what comes once more is known still."""
    asked, answers = apps.get_model("cases", "Asked"), apps.get_model("cases", "CaseAnswer")
    # Corrections of requests that were forgotten stayed behind, too.
    asked.objects.filter(subject="").update(digest="", correction="", listing="")
    answers.objects.filter(case__subject="").update(digest="", listing="")
    apps.get_model("cases", "Case").objects.filter(subject="").update(listing="")
    for kind, rows in (("request", asked.objects), ("reply", answers.objects)):
        for one in rows.exclude(digest="").iterator():
            one.digest = person_digest(kind, one.digest)
            one.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("CaseAnswer", "answer_once"),
        migrations.AlterField("CaseAnswer", "digest", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("Asked", "digest", models.CharField(blank=True, max_length=64)),
        migrations.RunPython(key_digests, migrations.RunPython.noop),
        migrations.AddConstraint(
            "CaseAnswer",
            models.UniqueConstraint(name="answer_once", fields=["case", "digest"], condition=~Q(digest="")),
        ),
    ]
