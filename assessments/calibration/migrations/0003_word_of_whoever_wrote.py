from django.db import migrations, models

WORDS = [
    ("asked", "Waits for the person’s answer"),
    ("agreed", "Kept as a reference"),
    ("declined", "The person said no"),
    ("withdrawn", "Taken back"),
]


def wait_for_their_word(apps, schema_editor) -> None:
    """What was kept without asking is shown again once its person has said yes: keeping it once more asks them."""
    anchors = apps.get_model("calibration", "Anchor").objects.filter(performance__mode="written")
    anchors.update(word="asked")


class Migration(migrations.Migration):
    dependencies = [("calibration", "0002_opening_and_anchors"), ("roleplays", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="anchor",
            name="word",
            field=models.CharField(blank=True, choices=WORDS, default="", max_length=9, verbose_name="what the person says"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="anchor",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="answered at"),
        ),
        migrations.AddConstraint(
            model_name="anchor",
            constraint=models.CheckConstraint(
                condition=models.Q(("word__in", ["", "asked"]), ("answered_at__isnull", False), _connector="OR"),
                name="an_answered_word_has_its_moment",
            ),
        ),
        migrations.RunPython(wait_for_their_word, migrations.RunPython.noop),
    ]
