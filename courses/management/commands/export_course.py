"""`manage.py export_course foundation FOLDER`: the pages of a course as writers' files, for `load_course` to read again."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.exporting import NoFileForm
from courses.models import Course
from courses.queries.export import course_files


class Command(BaseCommand):
    help = "Write a course's modules as Markdown files into a folder that is empty or not there yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", help="the course's short name, as in its address")
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, **options: Any) -> None:
        course = Course.objects.filter(slug=options["course"]).first()
        if course is None:
            raise CommandError(f"There is no course {options['course']}.")
        folder: Path = options["folder"]
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty.")
        try:
            files = course_files(course)
        except NoFileForm as error:
            raise CommandError(str(error)) from error
        for name, held in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(held, str):
                path.write_text(held, encoding="utf-8", newline="\n")
            else:
                with held.storage.open(str(held.name), "rb") as file, path.open("wb") as to:
                    shutil.copyfileobj(file, to)
        self.stdout.write(f"{course.title}: {len(files)} files.")
