"""What happens in this room."""

from journey.actions.framework import load_framework

__all__ = ["load_framework"]
