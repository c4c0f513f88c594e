"""The front page instead of Wagtail's welcome page; the library's shelf; no groups or workflows of Wagtail's own."""

from django.db import migrations


def lay(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    Locale = apps.get_model("wagtailcore.Locale")
    RootPage = apps.get_model("cms.RootPage")
    kind, _made = ContentType.objects.get_or_create(app_label="cms", model="rootpage")
    top = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    front = RootPage.objects.create(
        title="Been There",
        draft_title="Been There",
        slug="front",
        lead="Parents who have been there, for parents who are there now.",
        content_type=kind,
        path=top.path + "0001",
        depth=2,
        numchild=0,
        url_path="/front/",
        locale=Locale.objects.get(language_code="en"),
    )
    Page.objects.filter(pk=top.pk).update(numchild=1)
    Site.objects.create(
        hostname="localhost", port=80, site_name="Been There", root_page_id=front.pk, is_default_site=True
    )
    Collection = apps.get_model("wagtailcore.Collection")
    shelves = Collection.objects.get(depth=1)
    if not Collection.objects.filter(name="library").exists():
        Collection.objects.create(
            name="library", path=f"{shelves.path}{shelves.numchild + 1:04}", depth=2, numchild=0
        )
        Collection.objects.filter(pk=shelves.pk).update(numchild=shelves.numchild + 1)
    # Who may publish is decided by memberships (cms.actions.enter_press); publishing needs no second group.
    apps.get_model("wagtailcore.WorkflowPage").objects.all().delete()
    apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailmedia", "0003_copy_media_permissions_to_collections"),
    ]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
