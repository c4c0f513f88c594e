"""Courses that were finished before there were certificates of completion get theirs, as they are called and held today."""

from django.db import migrations

from ledger.numbers import new_number


def certify(apps, schema_editor):
    """One for each completion, also for those that were taken back since."""
    model = {name: apps.get_model("courses", name) for name in (
        "CourseCompletion", "CourseCertificate", "Enrolment", "ModuleCompletion", "Placement", "EditionText"
    )}
    for completion in model["CourseCompletion"].objects.filter(certificate=None).select_related("course").order_by("pk"):
        enrolment = model["Enrolment"].objects.get(
            person=completion.person_id, course=completion.course_id, cycle=completion.cycle
        )
        model["CourseCertificate"].objects.create(
            completion=completion,
            agency_id=enrolment.agency_id,
            number=new_number(),
            title=completion.course.title,
            contents=contents(model, completion),
            held_on=completion.held_on,
        )


def contents(model, completion):
    found = []
    for placement in model["Placement"].objects.filter(course=completion.course_id).order_by("position", "pk"):
        done = model["ModuleCompletion"].objects.filter(
            person=completion.person_id, module=placement.module_id, voided=None, recorded_at__lte=completion.recorded_at
        )
        latest = done.select_related("module", "edition").order_by("pk").last()
        if latest is None:
            continue
        texts = model["EditionText"].objects.filter(edition=latest.edition_id).order_by("pk")
        said = {text.language: text.document["module"] for text in texts}
        found.append({
            "module": str(latest.module.uuid),
            "edition": latest.edition.number,
            "held_on": latest.held_on.isoformat(),
            "minutes": max((module["minutes"] for module in said.values()), default=0),
            "title": {language: module["title"] for language, module in said.items()},
        })
    return found


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0006_course_certificate'),
    ]

    operations = [migrations.RunPython(certify, migrations.RunPython.noop)]
