"""An amnesty keeps the counts of what it would lift, as it was tried."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_same_person_named")]

    operations = [migrations.AddField(model_name="amnesty", name="counts", field=models.JSONField(null=True))]
