"""What was confirmed in a span of time, and what ran out in it, is found without reading the rest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_amnesty_counts_kept")]

    operations = [
        migrations.AddIndex(model_name="ruling", index=models.Index(fields=["at"], name="ruling_at")),
        migrations.AddIndex(model_name="version", index=models.Index(fields=["until"], name="version_until")),
    ]
