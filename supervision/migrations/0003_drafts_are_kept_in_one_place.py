"""Drafts of hours move to where the drafts of all forms are kept (people.Draft). No word is lost on the way."""

from uuid import uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_along(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drafts = apps.get_model("people", "Draft").objects.using(schema_editor.connection.alias)
    for old in apps.get_model("supervision", "HoursDraft").objects.using(schema_editor.connection.alias).iterator():
        drafts.create(
            person_id=old.person_id,
            form=f"/hours/{old.corrects.uuid}/correct/" if old.corrects_id else "/hours/new/",
            hand=uuid4(),
            seq=1,
            typed={name: said if isinstance(said, list) else [str(said)] for name, said in old.typed.items()},
            changed_at=old.changed_at,
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_drafts"), ("supervision", "0002_stages_in_a_group")]

    operations = [
        migrations.RunPython(take_along, migrations.RunPython.noop),
        migrations.DeleteModel(name="HoursDraft"),
    ]
