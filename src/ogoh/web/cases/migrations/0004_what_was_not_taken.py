"""A request that its owner could not take, an answer that the asker could not; terms within bounds."""

from typing import Any

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def code_notes(apps: Any, _: Any) -> None:
    """What was noted in English becomes a code that pages put into words."""
    steps = apps.get_model("cases", "Step").objects.filter(act="put_off")
    steps.filter(note="not counted: it was put off before").update(note="before")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_registrar"),
        ("cases", "0003_asked_by_peers"),
    ]

    operations = [
        migrations.AddField(
            model_name="asked",
            name="rejected",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unusable", "unusable"),
                    ("another_request", "another_request"),
                    ("no_such_request", "no_such_request"),
                    ("another_owner", "another_owner"),
                    ("another_office", "another_office"),
                    ("not_sent", "not_sent"),
                    ("too_early", "too_early"),
                    ("closed", "closed"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="addressee",
            name="address",
            field=models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(1000)]),
        ),
        migrations.AlterField(
            model_name="addressee",
            name="answer_days",
            field=models.PositiveSmallIntegerField(
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)]
            ),
        ),
        migrations.AlterField(
            model_name="addressee",
            name="answers_here",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.office",
            ),
        ),
        migrations.AlterField(
            model_name="addressee",
            name="escalate_after",
            field=models.PositiveSmallIntegerField(
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)]
            ),
        ),
        migrations.AlterField(
            model_name="addressee",
            name="extension_days",
            field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(365)]),
        ),
        migrations.AlterField(
            model_name="addressee",
            name="remind_after",
            field=models.JSONField(blank=True),
        ),
        migrations.AlterField(
            model_name="step",
            name="act",
            field=models.CharField(
                choices=[
                    ("opened", "opened"),
                    ("sent", "sent"),
                    ("not_taken", "not taken by the owner"),
                    ("reminded", "reminded"),
                    ("escalated", "gone a step up"),
                    ("taken_up", "taken up by a supervisor"),
                    ("put_off", "put off by the owner"),
                    ("asked_more", "more asked for"),
                    ("brought", "brought by the person"),
                    ("answered", "answered"),
                    ("contradicted", "answered otherwise"),
                    ("settled", "settled"),
                    ("told", "the person was told"),
                    ("withdrawn", "withdrawn"),
                    ("forgotten", "forgotten"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(code_notes, migrations.RunPython.noop),
    ]
