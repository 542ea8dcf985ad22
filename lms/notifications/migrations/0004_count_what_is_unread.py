from django.db import migrations
from django.db.models import Count


def count(apps, schema_editor):
    User, Notification = apps.get_model("people", "User"), apps.get_model("notifications", "Notification")
    unread = Notification.objects.filter(read_at__isnull=True).order_by().values("person").annotate(number=Count("pk"))
    for row in unread.iterator():
        User.objects.filter(pk=row["person"]).update(unread=row["number"])


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0003_hours_of_units_and_days"),
    ]

    operations = [
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
