import django.db.models.deletion
import ledger.clock
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0002_front_page'),
    ]

    operations = [
        migrations.AlterField(
            model_name='media',
            name='status',
            field=models.CharField(choices=[('pending', 'on its way'), ('stored', 'stored, being made ready'), ('ready', 'ready'), ('failed', 'cannot be shown')], default='pending', editable=False, max_length=10),
        ),
        migrations.RunSQL(
            "UPDATE cms_media SET status = 'failed' WHERE status = 'unreadable'",
            "UPDATE cms_media SET status = 'unreadable' WHERE status = 'failed'",
        ),
        migrations.CreateModel(
            name='MediaWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('tries', models.PositiveSmallIntegerField(default=1)),
                ('trouble', models.CharField(blank=True, choices=[('empty', 'This file is empty. Add it again; it may not have come through whole.'), ('not-a-film', 'We could not read this file. Save it as MP4 and add it again.'), ('cut-off', 'The end of this file is missing. Add it again; it may not have come through whole.'), ('too-long', 'This is longer than 4 hours. Cut it into parts and add each of them.'), ('too-wide', 'Its picture is too large (8192 pixels a side at most). Save it smaller and add it again.'), ('too-many', 'This file holds too many tracks. Save it with one picture and one sound, and add it again.'), ('too-much', 'It took more time or memory than we can give. Save it smaller and add it again.'), ('ours', 'Something went wrong here, not with your file. You can try again.')], max_length=20)),
                ('changed_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('media', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='work', to='cms.media')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='media_work_percent')],
            },
        ),
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('lines', models.PositiveSmallIntegerField()),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('bandwidth', models.PositiveIntegerField()),
                ('codecs', models.CharField(max_length=60)),
                ('playlist', models.TextField()),
                ('file', models.FileField(upload_to='streams')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='streams', to='cms.media')),
            ],
            options={
                'ordering': ['lines'],
                'constraints': [models.UniqueConstraint(fields=('media', 'lines'), name='stream_once_a_size')],
            },
        ),
    ]
