"""The first tables; match_key is made by hand, for SQLite keeps it without a row number."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE TABLE match_key (key INTEGER NOT NULL, listing INTEGER NOT NULL, PRIMARY KEY (key, listing)) WITHOUT ROWID"
)
POSTGRESQL = "CREATE TABLE match_key (key bigint NOT NULL, listing bigint NOT NULL, PRIMARY KEY (key, listing))"


def make_match_key(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop_match_key(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE match_key")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MatchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "listing_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("listing_id", models.BigIntegerField(db_column="listing")),
            ],
            options={
                "db_table": "match_key",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("dated", models.DateField()),
                ("kind", models.CharField(choices=[("full", "full list"), ("delta", "delta")], max_length=10)),
                ("digest", models.CharField(max_length=64)),
                ("format", models.CharField(max_length=80)),
                ("read", models.PositiveIntegerField()),
                ("accepted", models.PositiveIntegerField()),
                ("rejected", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("changed", models.PositiveIntegerField()),
                ("removed", models.PositiveIntegerField()),
                ("unchanged", models.PositiveIntegerField()),
                ("ignored_headings", models.JSONField(default=list)),
                ("imported_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["source", "number"],
            },
        ),
        migrations.CreateModel(
            name="Rejection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("field", models.CharField(max_length=200)),
                ("found", models.TextField()),
                ("expected", models.TextField()),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rejections", to="lists.delivery"
                    ),
                ),
            ],
            options={
                "ordering": ["delivery", "row"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("entry_ban", "entry ban"), ("controlled_persons", "registry of controlled persons")],
                        max_length=20,
                    ),
                ),
                ("keys_version", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["entry_ban", "controlled_persons"])), name="source_kind_known"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="lists.source"
            ),
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=32)),
                ("subject", models.TextField()),
                ("grounds", models.TextField(blank=True)),
                ("agency", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="lists.delivery",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="lists.delivery",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="lists.source",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_by", None)),
                        fields=("source", "reference"),
                        name="listing_alive_once",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("source", "number"), name="delivery_number_once"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "read",
                        django.db.models.expressions.CombinedExpression(
                            models.F("accepted"), "+", models.F("rejected")
                        ),
                    )
                ),
                name="delivery_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(accepted__gte=models.F("added") + models.F("changed") + models.F("unchanged"))
                & models.Q(
                    accepted__lte=models.F("added") + models.F("changed") + models.F("unchanged") + models.F("removed")
                ),
                name="delivery_difference",
            ),
        ),
        migrations.RunPython(make_match_key, drop_match_key),
    ]
