import lms.language.folding
from django.db import migrations, models


def fold_names(apps, schema_editor):
    User = apps.get_model("people", "User")
    batch = []
    for person in User.objects.only("pk", "first_name", "last_name").iterator(chunk_size=500):
        person.folded_first_name = lms.language.folding.fold(person.first_name)
        person.folded_last_name = lms.language.folding.fold(person.last_name)
        batch.append(person)
    User.objects.bulk_update(batch, ["folded_first_name", "folded_last_name"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="folded_first_name",
            field=lms.language.folding.FoldedField(blank=True, default="", editable=False, max_length=150, of="first_name"),
        ),
        migrations.AddField(
            model_name="user",
            name="folded_last_name",
            field=lms.language.folding.FoldedField(blank=True, default="", editable=False, max_length=150, of="last_name"),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="user",
            options={"ordering": ["folded_last_name", "folded_first_name"], "verbose_name": "person", "verbose_name_plural": "people"},
        ),
        migrations.RemoveIndex(model_name="user", name="people_by_surname"),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["folded_last_name", "folded_first_name"], name="people_by_folded_surname"),
        ),
    ]
