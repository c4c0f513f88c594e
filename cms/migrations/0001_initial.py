import django.core.validators
import django.db.models.deletion
import ledger.clock
import modelsearch.index
import taggit.managers
import uuid
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskForAParentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('phone', models.CharField(blank=True, help_text="Empty: the agency's own number.", max_length=40, verbose_name='phone')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='when a person answers')),
                ('languages', models.CharField(blank=True, max_length=200, verbose_name='languages')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('body', wagtail.fields.StreamField([('text', 0), ('markdown', 1), ('picture', 5), ('video', 7), ('audio', 9), ('download', 12), ('callout', 16), ('quote', 19), ('contacts', 28)], blank=True, block_lookup={0: ('cms.blocks.WordsBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('cms.blocks.MarkdownBlock', (), {}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you say it shows?', 'label': 'The picture in words', 'max_length': 250}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtailmedia.blocks.VideoChooserBlock', (), {'help_text': 'It is shown once it has captions and a transcript.', 'label': 'Video'}), 7: ('wagtail.blocks.StructBlock', [[('media', 6), ('caption', 4)]], {}), 8: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'It is shown once it has a transcript.', 'label': 'Audio'}), 9: ('wagtail.blocks.StructBlock', [[('media', 8), ('caption', 4)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'What it is', 'max_length': 120}), 12: ('wagtail.blocks.StructBlock', [[('document', 10), ('label', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('care', 'Take care'), ('ask', 'You can ask')], 'label': 'Kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 17), ('who', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('name', 20), ('what_for', 21), ('phone', 22), ('hours', 23), ('email', 24), ('crisis', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Contacts', 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('contacts', 27)]], {})})),
            ],
            options={
                'verbose_name': 'ask for a parent',
                'verbose_name_plural': 'ask for a parent',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='RootPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('body', wagtail.fields.StreamField([('text', 0), ('markdown', 1), ('picture', 5), ('video', 7), ('audio', 9), ('download', 12), ('callout', 16), ('quote', 19), ('contacts', 28)], blank=True, block_lookup={0: ('cms.blocks.WordsBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('cms.blocks.MarkdownBlock', (), {}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you say it shows?', 'label': 'The picture in words', 'max_length': 250}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtailmedia.blocks.VideoChooserBlock', (), {'help_text': 'It is shown once it has captions and a transcript.', 'label': 'Video'}), 7: ('wagtail.blocks.StructBlock', [[('media', 6), ('caption', 4)]], {}), 8: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'It is shown once it has a transcript.', 'label': 'Audio'}), 9: ('wagtail.blocks.StructBlock', [[('media', 8), ('caption', 4)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'What it is', 'max_length': 120}), 12: ('wagtail.blocks.StructBlock', [[('document', 10), ('label', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('care', 'Take care'), ('ask', 'You can ask')], 'label': 'Kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 17), ('who', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('name', 20), ('what_for', 21), ('phone', 22), ('hours', 23), ('email', 24), ('crisis', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Contacts', 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('contacts', 27)]], {})})),
            ],
            options={
                'verbose_name': 'front page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('body', wagtail.fields.StreamField([('text', 0), ('markdown', 1), ('picture', 5), ('video', 7), ('audio', 9), ('download', 12), ('callout', 16), ('quote', 19), ('contacts', 28)], block_lookup={0: ('cms.blocks.WordsBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('cms.blocks.MarkdownBlock', (), {}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you say it shows?', 'label': 'The picture in words', 'max_length': 250}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtailmedia.blocks.VideoChooserBlock', (), {'help_text': 'It is shown once it has captions and a transcript.', 'label': 'Video'}), 7: ('wagtail.blocks.StructBlock', [[('media', 6), ('caption', 4)]], {}), 8: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'It is shown once it has a transcript.', 'label': 'Audio'}), 9: ('wagtail.blocks.StructBlock', [[('media', 8), ('caption', 4)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'What it is', 'max_length': 120}), 12: ('wagtail.blocks.StructBlock', [[('document', 10), ('label', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('care', 'Take care'), ('ask', 'You can ask')], 'label': 'Kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 17), ('who', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('name', 20), ('what_for', 21), ('phone', 22), ('hours', 23), ('email', 24), ('crisis', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Contacts', 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('contacts', 27)]], {})})),
            ],
            options={
                'verbose_name': 'page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StoryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('teller', models.CharField(help_text='As the person wants to be named, for example “Rosa, a grandmother”.', max_length=120, verbose_name='who tells it')),
                ('shows_people', models.BooleanField(default=True, help_text='Then the page is shown only while a signed consent is in force.', verbose_name='somebody can be recognized in this story')),
                ('body', wagtail.fields.StreamField([('text', 0), ('markdown', 1), ('picture', 5), ('video', 7), ('audio', 9), ('download', 12), ('callout', 16), ('quote', 19), ('contacts', 28)], block_lookup={0: ('cms.blocks.WordsBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('cms.blocks.MarkdownBlock', (), {}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you say it shows?', 'label': 'The picture in words', 'max_length': 250}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtailmedia.blocks.VideoChooserBlock', (), {'help_text': 'It is shown once it has captions and a transcript.', 'label': 'Video'}), 7: ('wagtail.blocks.StructBlock', [[('media', 6), ('caption', 4)]], {}), 8: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'It is shown once it has a transcript.', 'label': 'Audio'}), 9: ('wagtail.blocks.StructBlock', [[('media', 8), ('caption', 4)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'What it is', 'max_length': 120}), 12: ('wagtail.blocks.StructBlock', [[('document', 10), ('label', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('care', 'Take care'), ('ask', 'You can ask')], 'label': 'Kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 17), ('who', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('name', 20), ('what_for', 21), ('phone', 22), ('hours', 23), ('email', 24), ('crisis', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Contacts', 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('contacts', 27)]], {})})),
            ],
            options={
                'verbose_name': 'story',
                'verbose_name_plural': 'stories',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='WelcomePacketPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('letter', wagtail.fields.RichTextField(verbose_name='welcome letter')),
                ('letter_from', models.CharField(blank=True, max_length=120, verbose_name='who the letter is from')),
                ('expect', wagtail.fields.RichTextField(blank=True, verbose_name='what to expect')),
                ('people', wagtail.fields.StreamField([('person', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Name or role', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'What this person does for you', 'max_length': 300}), 2: ('wagtail.blocks.StructBlock', [[('name', 0), ('does', 1)]], {})}, verbose_name='who is who')),
                ('contacts', wagtail.fields.StreamField([('contact', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 5: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('name', 0), ('what_for', 1), ('phone', 2), ('hours', 3), ('email', 4), ('crisis', 5)]], {})}, verbose_name='contacts')),
                ('rights', wagtail.fields.RichTextField(blank=True, verbose_name='your rights')),
                ('confidentiality', wagtail.fields.RichTextField(blank=True, verbose_name='what stays private, and what cannot')),
                ('glossary', wagtail.fields.StreamField([('term', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Word', 'max_length': 80}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'What it means'}), 2: ('wagtail.blocks.StructBlock', [[('term', 0), ('meaning', 1)]], {})}, verbose_name='words you may hear')),
                ('resources', wagtail.fields.StreamField([('resource', 4)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'What you find there', 'max_length': 300, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 3: ('wagtail.blocks.URLBlock', (), {'label': 'Web address', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('name', 0), ('what', 1), ('phone', 2), ('link', 3)]], {})}, verbose_name='places that help')),
                ('hope', wagtail.fields.StreamField([('quote', 2)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('who', 1)]], {})}, verbose_name='words of hope')),
                ('checklist', wagtail.fields.StreamField([('item', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Line', 'max_length': 200})}, verbose_name='checklist')),
            ],
            options={
                'verbose_name': 'welcome packet',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='taggit.TaggedItem', to='taggit.Tag', verbose_name='Tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Image',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='taggit.TaggedItem', to='taggit.Tag', verbose_name='Tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='AgencyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('picture_alt', models.CharField(blank=True, max_length=250, verbose_name='the picture in words')),
                ('body', wagtail.fields.StreamField([('text', 0), ('markdown', 1), ('picture', 5), ('video', 7), ('audio', 9), ('download', 12), ('callout', 16), ('quote', 19), ('contacts', 28)], blank=True, block_lookup={0: ('cms.blocks.WordsBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('cms.blocks.MarkdownBlock', (), {}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you say it shows?', 'label': 'The picture in words', 'max_length': 250}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtailmedia.blocks.VideoChooserBlock', (), {'help_text': 'It is shown once it has captions and a transcript.', 'label': 'Video'}), 7: ('wagtail.blocks.StructBlock', [[('media', 6), ('caption', 4)]], {}), 8: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'It is shown once it has a transcript.', 'label': 'Audio'}), 9: ('wagtail.blocks.StructBlock', [[('media', 8), ('caption', 4)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'What it is', 'max_length': 120}), 12: ('wagtail.blocks.StructBlock', [[('document', 10), ('label', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('care', 'Take care'), ('ask', 'You can ask')], 'label': 'Kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 17), ('who', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('name', 20), ('what_for', 21), ('phone', 22), ('hours', 23), ('email', 24), ('crisis', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Contacts', 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('contacts', 27)]], {})})),
                ('agency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='homes', to='people.agency')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.image', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'agency home',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Media',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='media', verbose_name='file')),
                ('type', models.CharField(choices=[('audio', 'Audio file'), ('video', 'Video file')], max_length=255)),
                ('duration', models.FloatField(blank=True, default=0, help_text='Duration in seconds', validators=[django.core.validators.MinValueValidator(0)], verbose_name='duration')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('thumbnail', models.FileField(blank=True, upload_to='media_thumbnails', verbose_name='thumbnail')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('pending', 'on its way'), ('stored', 'stored, being looked at'), ('ready', 'ready'), ('unreadable', 'could not be read')], default='pending', editable=False, max_length=10)),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('size', models.PositiveBigIntegerField(blank=True, editable=False, null=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Español')], default='en', max_length=10, verbose_name='language spoken')),
                ('shows_people', models.BooleanField(default=True, help_text='Then everyone shown has to have signed a consent that is in force, or it is not shown.', verbose_name='people can be seen or recognized')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='taggit.TaggedItem', to='taggit.Tag', verbose_name='Tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'media',
                'verbose_name_plural': 'media items',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'ready'), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), ('size__gt', 0)), _connector='OR'), name='media_ready_is_whole')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Caption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('kind', models.CharField(choices=[('captions', 'captions'), ('subtitles', 'subtitles')], default='captions', max_length=10)),
                ('vtt', models.TextField()),
                ('updated_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='captions', to='cms.media')),
            ],
            options={
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('media', 'language'), name='caption_once_a_language'), models.CheckConstraint(condition=models.Q(('vtt', ''), _negated=True), name='caption_has_words')],
            },
        ),
        migrations.CreateModel(
            name='MediaConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('page_key', models.UUIDField(blank=True, db_index=True, null=True)),
                ('who_digest', models.CharField(max_length=64)),
                ('under_18', models.BooleanField(default=False)),
                ('guardian_digest', models.CharField(blank=True, max_length=64)),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('scan', models.FileField(upload_to='consents/%Y/%m/', verbose_name='scan of the signed paper')),
                ('scan_sha256', models.CharField(max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.note')),
                ('media', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='cms.media')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('renews', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewed_by', to='cms.mediaconsent')),
                ('who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.note')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('media', None), ('page_key__isnull', False)), models.Q(('media__isnull', False), ('page_key', None)), _connector='OR'), name='consent_for_a_medium_or_a_page'), models.CheckConstraint(condition=models.Q(('under_18', False), models.Q(('guardian_digest', ''), _negated=True), _connector='OR'), name='consent_of_a_child_by_a_guardian'), models.CheckConstraint(condition=models.Q(models.Q(('scan', ''), _negated=True), models.Q(('scan_sha256', ''), _negated=True)), name='consent_on_paper_with_scan'), models.CheckConstraint(condition=models.Q(('who_digest', ''), _negated=True), name='consent_names_somebody'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('held_on')), _connector='OR'), name='consent_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='MediaConsentWithdrawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(verbose_name='took place on')),
                ('recorded_at', models.DateTimeField(default=ledger.clock.now, editable=False, verbose_name='written down at')),
                ('reason', models.CharField(choices=[('asked', 'the person asked us to'), ('agency', 'our own decision'), ('mistake', 'entered by mistake')], max_length=20)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawn', to='cms.mediaconsent')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrientationVideoPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='Stands under the title.', max_length=400, verbose_name='in one or two sentences')),
                ('body', wagtail.fields.StreamField([('text', 0), ('markdown', 1), ('picture', 5), ('video', 7), ('audio', 9), ('download', 12), ('callout', 16), ('quote', 19), ('contacts', 28)], blank=True, block_lookup={0: ('cms.blocks.WordsBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('cms.blocks.MarkdownBlock', (), {}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'For people who cannot see it: what would you say it shows?', 'label': 'The picture in words', 'max_length': 250}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtailmedia.blocks.VideoChooserBlock', (), {'help_text': 'It is shown once it has captions and a transcript.', 'label': 'Video'}), 7: ('wagtail.blocks.StructBlock', [[('media', 6), ('caption', 4)]], {}), 8: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'It is shown once it has a transcript.', 'label': 'Audio'}), 9: ('wagtail.blocks.StructBlock', [[('media', 8), ('caption', 4)]], {}), 10: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'What it is', 'max_length': 120}), 12: ('wagtail.blocks.StructBlock', [[('document', 10), ('label', 11)]], {}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('care', 'Take care'), ('ask', 'You can ask')], 'label': 'Kind'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text'}), 16: ('wagtail.blocks.StructBlock', [[('kind', 13), ('title', 14), ('text', 15)]], {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'As the person wants to be named, for example “Rosa, a grandmother”.', 'label': 'Who says it', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 17), ('who', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Who', 'max_length': 120}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What for', 'max_length': 200, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 120, 'required': False}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'E-mail', 'max_length': 120, 'required': False}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'For a crisis, day and night', 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('name', 20), ('what_for', 21), ('phone', 22), ('hours', 23), ('email', 24), ('crisis', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Contacts', 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('contacts', 27)]], {})})),
                ('video', models.ForeignKey(limit_choices_to={'type': 'video'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.media', verbose_name='video')),
            ],
            options={
                'verbose_name': 'orientation video',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='cms.image')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='rendition_once')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Transcript',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('text', models.TextField()),
                ('updated_at', models.DateTimeField(default=ledger.clock.now, editable=False)),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transcripts', to='cms.media')),
            ],
            options={
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('media', 'language'), name='transcript_once_a_language'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='transcript_has_words')],
            },
        ),
    ]
