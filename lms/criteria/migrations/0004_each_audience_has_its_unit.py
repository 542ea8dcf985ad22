import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("criteria", "0003_whom_each_is_for")]
    operations = [
        migrations.AlterField(
            model_name="audience",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit", verbose_name="unit"
            ),
        )
    ]
