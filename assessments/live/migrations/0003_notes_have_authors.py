import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """By itself: PostgreSQL changes no column in the transaction that has just filled it."""

    dependencies = [
        ("live", "0002_second_assessors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="timednote",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="noted by"
            ),
        ),
        migrations.RemoveConstraint(model_name="timednote", name="one_note_a_token"),
        migrations.AddConstraint(
            model_name="timednote",
            constraint=models.UniqueConstraint(fields=("performance", "author", "token"), name="one_note_an_author_and_token"),
        ),
    ]
