"""Places of the journey stand in the agenda of a group only: beside one person they would say something of her."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, Q


def take_out_where_there_is_no_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The sessions stay, with their people, minutes and competencies; only the places go."""
    sessions = apps.get_model("supervision", "Session").objects.using(schema_editor.connection.alias)
    alone = sessions.annotate(there=Count("attendees")).filter(~Q(format="group") | Q(there__lt=2))
    between = apps.get_model("supervision", "Session_stages").objects.using(schema_editor.connection.alias)
    between.filter(session__in=list(alone.values_list("pk", flat=True))).delete()


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [migrations.RunPython(take_out_where_there_is_no_group, migrations.RunPython.noop)]
