"""A week as a heat map: the sign says it, colour is on top."""

import io

import numpy as np
import pytest
from rich.console import Console

from wfm.views.heatmap import HeatMap, agents_sign, level_sign


def drawn(cells: np.ndarray, width: int, **console: object) -> str:
    stream = io.StringIO()
    picture = HeatMap(cells, level_sign(0.8), np.fmin, "what it means")
    Console(file=stream, width=width, **console).print(picture)  # type: ignore[arg-type]
    return stream.getvalue()


def week(columns: int = 48) -> np.ndarray:
    cells = np.full((7, columns), 0.95)
    cells[0, 0], cells[1, 1] = 0.42, np.nan
    return cells


@pytest.mark.parametrize("columns", [24, 48, 96])
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_window(columns: int, width: int) -> None:
    lines = drawn(week(columns), width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[0].startswith("Mon 4")


def test_a_sign_is_an_interval_where_there_is_room_and_the_worst_of_several_where_not() -> None:
    wide, narrow = drawn(week(), 60).splitlines(), drawn(week(), 30).splitlines()
    assert wide[0] == "Mon 4" + "9" * 47
    assert wide[1] == "Tue 9·" + "9" * 46
    assert narrow[0] == "Mon 4" + "9" * 23
    assert " ".join(" ".join(narrow).split()).endswith("the worst of 2 intervals each")


def test_the_signs_are_the_same_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = drawn(week(), 60, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    plain = drawn(week(), 60, force_terminal=True, color_system="standard")
    assert "\x1b[" in coloured
    assert "41m" not in plain


def test_levels_are_tenths_coloured_by_the_target() -> None:
    sign = level_sign(0.8)
    assert [sign(level)[0] for level in (0, 0.3, 0.799, 0.8, 1)] == ["0", "3", "7", "8", "9"]
    assert len({sign(level)[1] for level in (0.5, 0.75, 0.8)}) == 3
    assert level_sign(None)(0.1) == ("1", "")


def test_agents_are_over_or_short() -> None:
    signs = [agents_sign(x)[0] for x in (-3, -1, -0.5, 0, 0.4, 1, 9.4, 9.6, 30)]
    assert signs == ["!", "-", "-", "·", "·", "1", "9", "+", "+"]
