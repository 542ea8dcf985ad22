
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0001_initial'),
        ('jobs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='figureimport',
            name='origin',
            field=models.CharField(choices=[('screen', 'Uploaded'), ('command', 'By command'), ('folder', 'From the watched folder'), ('api', 'By the API')], default='screen', max_length=8, verbose_name='how it came'),
        ),
        migrations.AddField(
            model_name='figureimport',
            name='request_key',
            field=models.CharField(blank=True, max_length=100, verbose_name='key of the call'),
        ),
        migrations.AddField(
            model_name='mapping',
            name='files',
            field=models.CharField(blank=True, help_text='Of those that come straight into the watched folder: agents_*.csv, say. In a folder named like the mapping, all are its own.', max_length=200, verbose_name='names of its files'),
        ),
        migrations.AddField(
            model_name='mapping',
            name='replaces',
            field=models.BooleanField(default=False, help_text='From the watched folder and by the API, where nobody looks first.', verbose_name='what comes by itself replaces what differs'),
        ),
        migrations.AlterField(
            model_name='figureimport',
            name='state',
            field=models.CharField(choices=[('looking', 'Being looked at'), ('preview', 'Waiting for your word'), ('running', 'Being imported'), ('done', 'Imported'), ('refused', 'Not taken'), ('undoing', 'Being undone'), ('undone', 'Undone')], default='preview', max_length=8, verbose_name='state'),
        ),
        migrations.CreateModel(
            name='FolderFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=500, unique=True, verbose_name='path')),
                ('size', models.BigIntegerField(verbose_name='size')),
                ('changed_ns', models.BigIntegerField(verbose_name='changed')),
                ('seen_at', models.DateTimeField(verbose_name='seen at')),
                ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='figures.figureimport', verbose_name='import')),
            ],
            options={
                'verbose_name': 'file of the watched folder',
                'verbose_name_plural': 'files of the watched folder',
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='SourceToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='which system uses it')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='hash')),
                ('hint', models.CharField(max_length=8, verbose_name='its last letters')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='figures.mapping', verbose_name='mapping')),
            ],
            options={
                'verbose_name': 'token of a source',
                'verbose_name_plural': 'tokens of sources',
                'ordering': ['revoked_at', '-made_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='figureimport',
            name='token',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='figures.sourcetoken', verbose_name='token'),
        ),
        migrations.AddConstraint(
            model_name='figureimport',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('token', 'request_key'), name='one_import_a_key_of_a_token'),
        ),
    ]
