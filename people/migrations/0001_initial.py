import django.core.validators
import django.db.models.deletion
import ledger.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mail for signing in')),
                ('state', models.CharField(choices=[('here', 'here'), ('died', 'died'), ('erased', 'name removed')], default='here', max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('date_joined', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='PersonLock',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'people_lock',
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(unique=True)),
                ('role_word', models.CharField(default='Support Parent', max_length=60, verbose_name='your word for a volunteer')),
                ('role_word_plural', models.CharField(default='Support Parents', max_length=60, verbose_name='… and for several')),
                ('time_zone', models.CharField(default='America/New_York', max_length=60, verbose_name='time zone')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='when somebody answers')),
                ('crisis_name', models.CharField(default='988 Suicide & Crisis Lifeline', max_length=80, verbose_name='crisis line')),
                ('crisis_number', models.CharField(default='988', max_length=40, verbose_name='crisis number')),
                ('late_after_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='hours count as late after, days')),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted', to='people.agency')),
            ],
            options={
                'verbose_name': 'agency',
                'verbose_name_plural': 'agencies',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('pledge', 'Confidentiality pledge'), ('role', 'Role agreement'), ('code', 'Code of ethics'), ('supervision', 'Supervision agreement'), ('consent', 'Consent')], max_length=20)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('in_use', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='people.agency')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'title'), name='agreement_once_an_agency')],
            },
        ),
        migrations.CreateModel(
            name='AgreementSigned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('how', models.CharField(choices=[('screen', 'on screen'), ('paper', 'on paper')], default='screen', max_length=10)),
                ('scan', models.FileField(blank=True, upload_to='scans/%Y/%m/')),
                ('scan_sha256', models.CharField(blank=True, max_length=64)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements_signed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('entered_by', models.F('person')), ('how', 'screen')), models.Q(('how', 'paper'), models.Q(('entered_by', models.F('person')), _negated=True)), _connector='OR'), name='agreement_on_screen_by_herself'), models.CheckConstraint(condition=models.Q(('how', 'screen'), models.Q(models.Q(('scan', ''), _negated=True), models.Q(('scan_sha256', ''), _negated=True)), _connector='OR'), name='agreement_on_paper_with_scan')],
            },
        ),
        migrations.CreateModel(
            name='AgreementUnsigned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('hash_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('previous', models.CharField(blank=True, editable=False, max_length=64)),
                ('hash', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.CharField(choices=[('consent_withdrawn', 'consent taken back'), ('entered_by_mistake', 'entered by mistake')], max_length=40)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='unsigned', to='people.agreementsigned')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['consent_withdrawn', 'entered_by_mistake'])), name='agreement_unsigned_reason_is_known')],
            },
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='text (Markdown)')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='people.agreement')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='agreement_version_once')],
            },
        ),
        migrations.AddField(
            model_name='agreementsigned',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='people.agreementversion'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('volunteer', 'Volunteer'), ('supervisor', 'Peer supervisor'), ('consultant', 'Clinical consultant'), ('facilitator', 'Facilitator'), ('publisher', 'Publisher'), ('coordinator', 'Coordinator'), ('admin', 'Agency admin')], max_length=20)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('expires_at', models.DateTimeField()),
                ('sends', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('mailed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('used_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='people.agency')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted_by', None), ('used_at', None)), models.Q(('accepted_by__isnull', False), ('used_at__isnull', False)), _connector='OR'), name='invitation_used_by_somebody'), models.CheckConstraint(condition=models.Q(('used_at', None), ('withdrawn_at', None), _connector='OR'), name='invitation_used_or_withdrawn'), models.CheckConstraint(condition=models.Q(('accepted_by', None), ('invited_by', None), models.Q(('accepted_by', models.F('invited_by')), _negated=True), _connector='OR'), name='invitation_not_to_oneself'), models.UniqueConstraint(condition=models.Q(('used_at', None), ('withdrawn_at', None)), fields=('agency', 'email', 'role'), name='invitation_open_once', violation_error_message='This address already has an open invitation to this role.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('volunteer', 'Volunteer'), ('supervisor', 'Peer supervisor'), ('consultant', 'Clinical consultant'), ('facilitator', 'Facilitator'), ('publisher', 'Publisher'), ('coordinator', 'Coordinator'), ('admin', 'Agency admin')], max_length=20)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.agency')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'agency', 'role'], name='membership_of_person'), models.Index(fields=['agency', 'role'], name='membership_of_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['volunteer', 'supervisor', 'consultant', 'facilitator', 'publisher', 'coordinator', 'admin'])), name='membership_role_is_known'), models.CheckConstraint(condition=models.Q(('granted_by', None), models.Q(('granted_by', models.F('person')), _negated=True), _connector='OR'), name='membership_not_granted_to_oneself')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('about', models.JSONField(default=dict)),
                ('url', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('show_from', models.DateTimeField(default=ledger.clock.now)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('emailed_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['person', '-created_at'], name='notice_of_person')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('preferred_name', models.CharField(blank=True, max_length=60, verbose_name='what people call you')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('contact_by', models.CharField(choices=[('phone', 'Phone call'), ('text', 'Text message'), ('email', 'E-mail')], default='phone', max_length=10, verbose_name='best way to reach you')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language of the screens')),
                ('time_zone', models.CharField(default='America/New_York', max_length=60, verbose_name='time zone')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='profile', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='agreementsigned',
            index=models.Index(fields=['person', 'version'], name='agreement_signed_by_person'),
        ),
    ]
