"""Paths of drawings are short, and lead where they should."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.reporting.page import svg

# Of what is rounded to tenths, half of one.
NEAR = 0.0501
place = st.floats(-999, 9999).map(lambda value: round(value, 3))
TOKEN = re.compile(r"([MmlhvzHV])|(-?(?:\d+\.\d+|\d+|\.\d+))")


def walked(path: str) -> list[list[tuple[float, float]]]:
    """Follow a path as a browser does: the corners of each of its parts."""
    parts: list[list[tuple[float, float]]] = []
    x = y = 0.0
    letter, numbers = "", list[float]()
    assert re.sub(TOKEN, "", path).strip() == ""
    for command, digits in TOKEN.findall(path):
        if command:
            letter = command
        else:
            numbers.append(float(digits))
        if letter == "z":
            x, y = parts[-1][0]
        elif len(numbers) == (1 if letter in "hv" else 2) * bool(letter):
            dx, dy = (*numbers, 0.0) if letter == "h" else (0.0, *numbers)[-2:]
            x, y = (dx, dy) if letter == "M" else (x + dx, y + dy)
            if letter in "Mm":
                parts.append([])
            parts[-1].append((x, y))
            numbers = []
    return parts


def near(found: list[tuple[float, float]], wanted: list[tuple[float, float]]) -> bool:
    return len(found) == len(wanted) and all(
        abs(a - b) <= NEAR for one, other in zip(found, wanted, strict=True)
        for a, b in zip(one, other, strict=True)
    )  # fmt: skip


@given(st.lists(st.tuples(place, place), min_size=1, max_size=50))
def test_a_line_goes_through_its_points(points: list[tuple[float, float]]) -> None:
    (found,) = walked(svg.polyline(points))
    assert near(found, points)


def test_what_is_no_number_breaks_a_line() -> None:
    points = [(0, 1), (1, 2), (2, math.nan), (3, 4.25), (4, math.nan)]
    assert svg.polyline(points) == "M0 1l1 1M3 4.2"


@given(st.lists(st.tuples(place, place, st.floats(0.2, 99), st.floats(0.2, 99)), min_size=1))
def test_boxes_are_where_they_should_be(boxes: list[svg.Box]) -> None:
    found = walked(svg.boxes(boxes))
    for corners, (x, y, width, height) in zip(found, boxes, strict=True):
        right, foot = x + width, y + height
        assert near(corners, [(x, y), (right, y), (right, foot), (x, foot)])


@given(st.lists(place, min_size=1, max_size=50))
def test_stairs_hold_each_level(levels: list[float]) -> None:
    lefts = [10.3 + 5.21 * n for n in range(len(levels))]
    end = 10.3 + 5.21 * len(levels)
    (found,) = walked(svg.stairs(lefts, levels, end))
    assert found[-1][0] == pytest.approx(end, abs=NEAR)
    flats = [(a, b) for a, b in pairwise(found) if a[1] == b[1]]
    for left, level in zip(lefts, levels, strict=True):
        middle = left + 2.6
        (on,) = {a[1] for a, b in flats if a[0] <= middle < b[0]}
        assert on == pytest.approx(level, abs=NEAR)


def test_an_hour_that_comes_twice_is_written_once() -> None:
    drawn = svg.hours([0, 30, 0, 30, 60], 10, 5, 90)
    assert drawn == '<g class="tick"><text x="10" y="90">00:00</text></g>'
