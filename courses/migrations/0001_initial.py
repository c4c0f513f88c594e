import courses.models.feedback
import django.db.models.deletion
import ledger.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='attendance_has_minutes'), models.CheckConstraint(condition=models.Q(('recorded_by', models.F('person')), _negated=True), name='attendance_not_recorded_by_herself')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceVoided',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.CharField(choices=[('minutes', 'the minutes were wrong'), ('person', 'it was somebody else'), ('absent', 'she was not there'), ('mistake', 'entered by mistake')], max_length=40)),
                ('attendance', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='voided', to='courses.attendance')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(blank=True, max_length=500, verbose_name='summary')),
                ('published', models.BooleanField(default=False, verbose_name='open for enrolment')),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='people.agency')),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='CourseCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='courses.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='course_completions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'course', 'cycle'), name='course_completed_once_a_cycle')],
            },
        ),
        migrations.CreateModel(
            name='CourseCompletionVoided',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.CharField(choices=[('minutes', 'the minutes were wrong'), ('person', 'it was somebody else'), ('absent', 'she was not there'), ('mistake', 'entered by mistake')], max_length=40)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('completion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='voided', to='courses.coursecompletion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('first', 'first edition'), ('typo', 'small repair'), ('changed', 'changed'), ('retaken', 'must be taken again')], max_length=10)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'typo', 'changed', 'retaken'])), name='edition_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='EditionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('lesson_key', models.UUIDField()),
                ('kind', models.CharField(choices=[('reading', 'reading'), ('check', 'knowledge check'), ('video', 'video'), ('audio', 'audio'), ('scenario', 'what would you say?'), ('reflection', 'reflection'), ('feedback', 'closing questions')], max_length=12)),
                ('required', models.BooleanField()),
                ('position', models.PositiveSmallIntegerField()),
                ('questions', models.PositiveSmallIntegerField(default=0)),
                ('seconds', models.PositiveIntegerField(default=0)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='courses.edition')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='edition_step_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['audio', 'check', 'reading', 'video']), ('required', True)), models.Q(('kind__in', ['feedback', 'reflection', 'scenario']), ('required', False)), _connector='OR'), name='edition_step_required_by_its_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'check'), ('questions__gte', 1)), models.Q(models.Q(('kind', 'check'), _negated=True), ('questions', 0)), _connector='OR'), name='edition_step_asks_when_it_is_a_check'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['audio', 'video']), ('seconds__gte', 1)), models.Q(models.Q(('kind__in', ['audio', 'video']), _negated=True), ('seconds', 0)), _connector='OR'), name='edition_step_has_seconds_when_it_plays')],
            },
        ),
        migrations.CreateModel(
            name='EditionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('language', models.CharField(max_length=10)),
                ('document', models.JSONField()),
                ('answers', models.JSONField()),
                ('hash', models.CharField(max_length=64)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='courses.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'language'), name='edition_text_once_a_language')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.agency')),
                ('also_for', models.ManyToManyField(blank=True, related_name='+', to='people.agency')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='courses.course')),
                ('enrolled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['course', 'agency'], name='enrolment_of_course')],
                'constraints': [models.UniqueConstraint(fields=('person', 'course', 'cycle'), name='enrolled_once_a_cycle'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('person', 'course'), name='one_open_enrolment_a_course')],
            },
        ),
        migrations.CreateModel(
            name='FeedbackAnswer',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step_key', models.UUIDField()),
                ('question_key', models.UUIDField()),
                ('scale', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('month', models.DateField(default=courses.models.feedback.this_month, editable=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='courses.edition')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('scale', None), ('scale__range', (1, 5)), _connector='OR'), name='feedback_scale_has_five_steps')],
            },
        ),
        migrations.CreateModel(
            name='JoiningCourse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joining_courses', to='people.agency')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joined_by', to='courses.course')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'course'), name='joining_course_once')],
            },
        ),
        migrations.CreateModel(
            name='LiveSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('workshop', 'Workshop'), ('webinar', 'Webinar')], default='workshop', max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('zone', models.CharField(max_length=60, verbose_name='time zone')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('link', models.URLField(blank=True, max_length=400, verbose_name='link')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='live_sessions', to='people.agency')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='live_sessions', to='courses.course')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('facilitators', models.ManyToManyField(related_name='facilitated_sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['agency', 'starts_at'], name='live_session_of_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='live_session_fits_a_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['workshop', 'webinar'])), name='live_session_kind_is_known')],
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='courses.livesession'),
        ),
        migrations.CreateModel(
            name='Module',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='modules', to='people.agency')),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='module',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='courses.module'),
        ),
        migrations.CreateModel(
            name='ModuleCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.edition')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='courses.module')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='module_completions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ModuleCompletionVoided',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.CharField(choices=[('minutes', 'the minutes were wrong'), ('person', 'it was somebody else'), ('absent', 'she was not there'), ('mistake', 'entered by mistake')], max_length=40)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('completion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='voided', to='courses.modulecompletion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ModuleRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('started_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('touched_at', models.DateTimeField(default=ledger.clock.now)),
                ('lesson_key', models.UUIDField(blank=True, null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='courses.edition')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='courses.module')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='module_runs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-touched_at'], name='module_run_latest')],
                'constraints': [models.UniqueConstraint(fields=('person', 'module', 'cycle'), name='module_run_once_a_cycle')],
            },
        ),
        migrations.AddField(
            model_name='modulecompletion',
            name='run',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='completion', to='courses.modulerun'),
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('step_key', models.UUIDField()),
                ('score', models.PositiveSmallIntegerField()),
                ('out_of', models.PositiveSmallIntegerField()),
                ('passed', models.BooleanField()),
                ('answers', models.JSONField(default=dict)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='courses.modulerun')),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'step_key', '-recorded_at'], name='attempt_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('out_of__gte', 1), ('score__lte', models.F('out_of'))), name='attempt_score_within'), models.CheckConstraint(condition=models.Q(models.Q(('passed', True), ('score', models.F('out_of'))), models.Q(('passed', False), ('score__lt', models.F('out_of'))), _connector='OR'), name='attempt_passes_when_all_is_right')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('required', models.BooleanField(default=True, verbose_name='needed to finish the course')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='courses.course')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='courses.module')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('course', 'module'), name='module_once_a_course')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step_key', models.UUIDField()),
                ('opened_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('intervals', models.JSONField(default=list)),
                ('watched_ms', models.PositiveIntegerField(default=0)),
                ('position_ms', models.PositiveIntegerField(default=0)),
                ('position_seq', models.PositiveBigIntegerField(default=0)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='courses.modulerun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'step_key'), name='progress_once_a_step')],
            },
        ),
        migrations.CreateModel(
            name='StepDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('step_key', models.UUIDField()),
                ('route', models.CharField(choices=[('read', 'read'), ('answered', 'answered'), ('watched', 'watched or listened'), ('transcript', 'read the words')], max_length=10)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps_done', to='courses.modulerun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'step_key'), name='step_done_once'), models.CheckConstraint(condition=models.Q(('route__in', ['read', 'answered', 'watched', 'transcript'])), name='step_done_route_is_known')],
            },
        ),
        migrations.AddIndex(
            model_name='attendance',
            index=models.Index(fields=['person', 'session'], name='attendance_of_person'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('module', 'number'), name='edition_number_once_a_module'),
        ),
    ]
