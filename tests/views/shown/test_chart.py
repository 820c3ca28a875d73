"""A line with its band."""

import numpy as np
import pytest
from rich.text import Text

from drawing import draw
from wfm.views.shown.chart import Chart

NAMES = ["Mon 5", "Tue 6", "Wed 7", "Thu 8", "Fri 9", "Sat 10", "Sun 11"]


def day(values: np.ndarray) -> list[str]:
    chart = Chart(Text("up"), ["Mon"], np.stack([values[None, :]] * 3), 10.0)
    return draw(chart, 60).splitlines()[1:-1]


def test_the_line_stands_where_the_values_are() -> None:
    lines = day(np.linspace(0.0, 10.0, 48))
    first = [next(i for i, sign in enumerate(line[3:]) if sign != " ") for line in lines]
    assert first == sorted(first, reverse=True)
    assert lines[0].startswith("10")


def test_what_is_not_known_is_left_blank() -> None:
    lines = day(np.append(np.full(24, 5.0), np.full(24, np.nan)))
    assert all(len(line) < 30 for line in lines)
    assert any(len(line) > 24 for line in lines)


@pytest.mark.parametrize(("width", "below"), [(80, "Mon 5   Tue 6"), (40, "Mon"), (20, "")])
def test_names_of_days_are_never_cut(width: int, below: str) -> None:
    chart = Chart(Text("calls"), NAMES, np.ones((3, 7, 48)), 1.0)
    last = draw(chart, width).splitlines()[-1]
    assert below in last
    assert set(last.split()) <= {"0", *" ".join(NAMES).split()}
