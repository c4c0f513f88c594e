import django.db.models.deletion
import ledger.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('author', models.CharField(max_length=120, verbose_name='author')),
                ('attribution', models.TextField(verbose_name='attribution')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('text', models.TextField(verbose_name='what it is for, and what it is not for (Markdown)')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('author', ''), _negated=True), models.Q(('attribution', ''), _negated=True)), name='framework_is_credited')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.SlugField(unique=True)),
                ('number_as_given', models.PositiveSmallIntegerField(verbose_name='number, as the author gives it')),
                ('title', models.CharField(max_length=200, verbose_name='title, as the author gives it')),
                ('also_known_as', models.JSONField(blank=True, default=list, verbose_name='other forms of the title')),
                ('tasks', models.JSONField(blank=True, default=list, verbose_name='what a peer does here')),
                ('text', models.TextField(verbose_name='text (Markdown)')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='journey.framework')),
            ],
            options={
                'ordering': ['framework', 'number_as_given'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'number_as_given'), name='stage_number_once_a_framework')],
            },
        ),
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('prompt', models.CharField(blank=True, max_length=300, verbose_name='what made you think')),
                ('text', models.TextField(verbose_name='your words')),
                ('written_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('shared_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('shared_until', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to=settings.AUTH_USER_MODEL)),
                ('shared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who may read it')),
                ('stages', models.ManyToManyField(blank=True, related_name='+', to='journey.stage', verbose_name='places it is about')),
            ],
            options={
                'ordering': ['-written_at'],
                'indexes': [models.Index(fields=['author', '-written_at'], name='reflection_of_author')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('shared_from', None), ('shared_until', None), ('shared_with', None)), models.Q(('shared_from__isnull', False), ('shared_until__gte', models.F('shared_from')), ('shared_until__isnull', False), ('shared_with__isnull', False)), _connector='OR'), name='reflection_shared_for_dates'), models.CheckConstraint(condition=models.Q(('shared_with', None), models.Q(('shared_with', models.F('author')), _negated=True), _connector='OR'), name='reflection_shared_with_another')],
            },
        ),
    ]
