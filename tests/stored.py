"""What lies in the store, wherever that is."""

from django.core.files.storage import default_storage


def stored(folder: str) -> set[str]:
    """The names of the files in a folder; none where nobody put one yet."""
    try:
        return set(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return set()
