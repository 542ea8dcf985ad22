from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0003_options_into_body")]
    operations = [
        migrations.RemoveField(model_name="question", name="options"),
        migrations.RemoveField(model_name="question", name="tag"),
    ]
