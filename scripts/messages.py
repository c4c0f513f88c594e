"""Every string of the screens, for whoever translates them: `make messages`. Needs gettext (xgettext, msgmerge, msgfmt).

Looks for new strings in the code and the templates, puts them into `<room>/locale/es` and `locale/es` (the templates), marks with
`fuzzy` what changed in English, and writes the compiled catalogs. The files say which file a string stands in, but no line and no
hour, so that they change only when a string does.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

LANGUAGES = ["es"]
# Words for people who run the house, or made up for the demo, are no words of the screens.
NOT_SCREENS = ["tests", "scripts", "docs", "static", "requirements", "var", ".venv"]
LOOK = ["--extension", "html,txt,py", "--add-location", "file", "--no-obsolete", "--no-wrap", "-v0"]
THE_HOUR = re.compile(r'^"POT-Creation-Date: .*\\n"\n', re.MULTILINE)


def catalogs(root: Path) -> list[Path]:
    """Every catalog: a room's, and the templates'."""
    return sorted([*root.glob("*/locale/*/LC_MESSAGES/django.po"), *root.glob("locale/*/LC_MESSAGES/django.po")])


def collect(root: Path) -> None:
    """Bring the catalogs up to what the code says today."""
    languages = [part for code in LANGUAGES for part in ("--locale", code)]
    ignored = [part for name in NOT_SCREENS for part in ("--ignore", name)]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", *languages, *ignored, *LOOK],
        cwd=root,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings"},
        check=True,
    )
    for catalog in catalogs(root):
        catalog.write_text(THE_HOUR.sub("", catalog.read_text()))


def compile_catalog(catalog: Path, to: Path) -> None:
    """What Django reads: the catalog's translations, checked for their placeholders."""
    subprocess.run(["msgfmt", "--check-format", "--output-file", str(to), str(catalog)], check=True)


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    collect(root)
    for catalog in catalogs(root):
        compile_catalog(catalog, catalog.with_suffix(".mo"))


if __name__ == "__main__":
    main()
