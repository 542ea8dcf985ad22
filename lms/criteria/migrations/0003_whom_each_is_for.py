"""Audiences had a role only, and meant the guideline's unit; each version now says whom it is for."""

from django.db import migrations
from django.db.models import F


def say_whom(apps, schema_editor):
    Audience = apps.get_model("criteria", "Audience")
    for audience in Audience.objects.filter(unit=None).select_related("guideline"):
        Audience.objects.filter(pk=audience.pk).update(unit=audience.guideline.unit_id)
    for guideline in apps.get_model("criteria", "Guideline").objects.all():
        roles = list(Audience.objects.filter(guideline=guideline).order_by("role").values_list("role", flat=True).distinct())
        guideline.versions.filter(roles=[]).update(roles=roles)
    apps.get_model("criteria", "GuidelineVersion").objects.update(edited_by=F("written_by"))


class Migration(migrations.Migration):
    dependencies = [("criteria", "0002_notices")]
    operations = [migrations.RunPython(say_whom, migrations.RunPython.noop)]
