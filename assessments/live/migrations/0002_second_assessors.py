import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_authors(apps, schema_editor) -> None:
    """Until now the assessor of the slot wrote every note."""
    notes = apps.get_model("live", "TimedNote").objects.filter(author=None)
    for note in notes.select_related("performance__booking__slot"):
        note.author_id = note.performance.booking.slot.assessor_id
        note.save(update_fields=["author"])


class Migration(migrations.Migration):
    dependencies = [
        ("live", "0001_initial"),
        ("rubrics", "0002_drafts_and_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="slot",
            name="second",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="second assessor",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("second__isnull", True), models.Q(("second", models.F("assessor")), _negated=True), _connector="OR"),
                name="a_second_assessor_is_another",
            ),
        ),
        migrations.AddField(
            model_name="timednote",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="noted by",
            ),
        ),
        migrations.RunPython(name_authors, migrations.RunPython.noop),
    ]
