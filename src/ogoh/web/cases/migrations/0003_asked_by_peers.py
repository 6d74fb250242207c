"""Which peer's parcel brought a request, which edition of its answer is seen, and why an answer was not taken there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_keyed_digests"), ("exchange", "0002_own_list")]

    operations = [
        # Of what is there nobody knows whether it was typed: it is answered on paper.
        migrations.AddField(
            "Asked",
            "peer",
            models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="exchange.peer"),
        ),
        migrations.AddField("Asked", "edition", models.PositiveIntegerField(default=0)),
    ]
