"""The places of a framework, and the two maps drawn of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journey import rules
from journey.models import Framework, Stage

# Lines under a place, in characters: about what fits beside its neighbours.
WIDE_LINE, TALL_LINE = 24, 19


@dataclass(frozen=True)
class DrawnPlace:
    """A stage as a place on a map."""

    stage: Stage
    spot: rules.Spot
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DrawnMap:
    """One of the two arrangements of a map."""

    shape: str
    drawing: rules.Drawing
    places: tuple[DrawnPlace, ...]


@dataclass(frozen=True)
class JourneyMap:
    """A framework and its places, as everybody sees them. Nothing here depends on who looks."""

    framework: Framework
    stages: tuple[Stage, ...]
    drawn: tuple[DrawnMap, ...]


def journey_maps() -> list[JourneyMap]:
    """Every framework that is taught here. Two queries."""
    frameworks = Framework.objects.prefetch_related("stages").order_by("pk")
    return [_map(framework, tuple(by_name(framework.stages.all()))) for framework in frameworks]


def by_name(stages: Iterable[Stage]) -> list[Stage]:
    """By their names in the reader's language: the author's numbers are no order."""
    return sorted(stages, key=lambda stage: rules.sorted_as(stage.name))


def other_places(stage: Stage) -> list[Stage]:
    """The places one can go to from here: all of them, by name."""
    return by_name(Stage.objects.filter(framework=stage.framework).exclude(pk=stage.pk))


def _map(framework: Framework, stages: tuple[Stage, ...]) -> JourneyMap:
    # By name, on the map too: the author's numbers make no way from left to right.
    drawn = (
        _drawn("wide", rules.wide(len(stages)), stages, WIDE_LINE),
        _drawn("tall", rules.tall(len(stages)), stages, TALL_LINE),
    )
    return JourneyMap(framework=framework, stages=stages, drawn=drawn)


def _drawn(shape: str, drawing: rules.Drawing, stages: Sequence[Stage], width: int) -> DrawnMap:
    places = tuple(
        DrawnPlace(stage=stage, spot=spot, lines=rules.lines_of(stage.name, width))
        for stage, spot in zip(stages, drawing.spots, strict=True)
    )
    return DrawnMap(shape=shape, drawing=drawing, places=places)
