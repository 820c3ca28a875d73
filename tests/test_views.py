"""Tables drawn for people, on wide and narrow terminals."""

import pandas as pd
import pytest

from drawing import draw, forecast, roster_of_two_lines
from wfm import views


@pytest.mark.parametrize("width", [30, 40])
def test_narrow_terminal_cuts_nothing_off(width: int) -> None:
    grid = forecast("UTC", "2026-01-05", "2026-01-12", calls=[123.0] * 336)
    table = pd.DataFrame({"model": ["seasonal_naive"], "wape": [0.14321]})
    for picture in (views.rotation(roster_of_two_lines()), views.calls(grid), views.plain(table)):
        drawing = draw(picture, width)
        assert "…" not in drawing
        assert max(map(len, drawing.splitlines())) <= width


def test_plain_table() -> None:
    table = pd.DataFrame({"model": ["mean", None], "wape": [0.14321, 2.0]})
    assert [line.split() for line in draw(views.plain(table)).splitlines()] == [
        ["model", "wape"],
        ["mean", "0.14321"],
        ["2"],
    ]
