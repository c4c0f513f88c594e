"""The places of a framework, and the two maps drawn of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

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
    by_name: QuerySet[Stage] = Stage.objects.order_by("title")
    frameworks = Framework.objects.prefetch_related(Prefetch("stages", by_name)).order_by("pk")
    return [_map(framework, tuple(framework.stages.all())) for framework in frameworks]


def other_places(stage: Stage) -> list[Stage]:
    """The places one can go to from here: all of them, by name."""
    return list(Stage.objects.filter(framework=stage.framework).exclude(pk=stage.pk).order_by("title"))


def _map(framework: Framework, stages: tuple[Stage, ...]) -> JourneyMap:
    # By name, on the map too: the author's numbers make no way from left to right.
    drawn = (
        _drawn("wide", rules.wide(len(stages)), stages, WIDE_LINE),
        _drawn("tall", rules.tall(len(stages)), stages, TALL_LINE),
    )
    return JourneyMap(framework=framework, stages=stages, drawn=drawn)


def _drawn(shape: str, drawing: rules.Drawing, stages: Sequence[Stage], width: int) -> DrawnMap:
    places = tuple(
        DrawnPlace(stage=stage, spot=spot, lines=rules.lines_of(stage.title, width))
        for stage, spot in zip(stages, drawing.spots, strict=True)
    )
    return DrawnMap(shape=shape, drawing=drawing, places=places)
