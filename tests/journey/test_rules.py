"""The drawing: many ways, no end, words that fit."""

import pytest

from journey import rules

ARRANGEMENTS = [rules.wide, rules.tall]


@pytest.mark.parametrize("draw", ARRANGEMENTS)
def test_from_each_of_the_five_places_at_least_three_ways_lead_to_others(draw):
    drawing = draw(5)
    for spot in drawing.spots:
        leading = [way for way in drawing.ways if way.other and spot in (way.one, way.other)]
        assert len(leading) >= 3


@pytest.mark.parametrize("draw", ARRANGEMENTS)
def test_some_ways_leave_the_map_so_that_it_has_no_end(draw):
    drawing = draw(5)
    leaving = [way.to for way in drawing.ways if way.other is None]
    assert len(leaving) >= 4
    assert all(not (0 <= spot.x <= drawing.width and 0 <= spot.y <= drawing.height) for spot in leaving)


@pytest.mark.parametrize("draw", ARRANGEMENTS)
@pytest.mark.parametrize("places", range(8))
def test_other_frameworks_have_a_map_too(draw, places):
    drawing = draw(places)
    assert len(set(drawing.spots)) == places
    assert all(40 <= spot.x <= drawing.width - 40 and 40 <= spot.y <= drawing.height - 40 for spot in drawing.spots)
    if places > 1:
        assert all(any(spot in (way.one, way.other) for way in drawing.ways) for spot in drawing.spots)


@pytest.mark.parametrize(
    ("title", "width", "lines"),
    [
        ("Separating", 20, ("Separating",)),
        ("Recognizing that you’re part of a system", 24, ("Recognizing that", "you’re part of a system")),
        ("Recognizing that you’re part of a system", 19, ("Recognizing", "that you’re", "part of a system")),
        ("Incomprehensibilities everywhere", 10, ("Incomprehensibilities", "everywhere")),
    ],
)
def test_a_title_is_broken_where_its_lines_come_out_alike(title, width, lines):
    assert rules.lines_of(title, width) == lines
