"""Every table as a picture, whole and a day of it, at any width."""

import pandas as pd
import pytest
from rich.cells import cell_len

from drawing import draw
from shown_tables import SHOWN, calls, coverage
from sparing import few
from wfm import tables
from wfm.views import shown

PICTURES = [(name, day) for day in (None, "mon") for name in SHOWN]


@pytest.mark.parametrize("picture_of", few(len(SHOWN) + 3, PICTURES), ids=str)
def test_no_line_is_wider_than_the_window(picture_of: tuple[str, str | None]) -> None:
    name, day = picture_of
    frame, table = SHOWN[name]
    assert tables.which_table([str(name) for name in frame]) is table
    chosen = shown.of_day(tables.check(frame, table), table, day)
    picture = shown.table_picture(chosen, table, of_day=day is not None, target=0.8)
    for width in (20, 40, 60, 80, 120, 200):
        lines = draw(picture, width).splitlines()
        assert max(map(cell_len, lines)) <= width, width
        assert len(lines) > 3


@pytest.mark.parametrize("name", SHOWN)
def test_colours_are_for_terminals_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    frame, table = SHOWN[name]
    picture = shown.table_picture(tables.check(frame, table), table, of_day=False, target=0.8)
    coloured = draw(picture, colours=True)
    assert "\033[" not in draw(picture)
    assert "\033[3" in coloured or "m\033[" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[3" not in draw(picture, colours=True)


def test_each_queue_is_drawn_by_itself() -> None:
    frame = pd.concat([calls().assign(queue=name) for name in ("sales", "[red]mail")])
    drawing = draw(shown.table_picture(frame, tables.FORECAST, of_day=False))
    assert drawing.index("queue sales") < drawing.index("calls, week of")
    assert drawing.index("queue sales") < drawing.index("queue [red]mail")
    alone = shown.of_queue(frame, "sales")
    assert "queue" not in draw(shown.table_picture(alone, tables.FORECAST, of_day=False))


def test_other_tables_are_drawn_as_they_are() -> None:
    frame = pd.DataFrame({"agent": ["Anna"], "skills": ["phone"]})
    drawing = draw(shown.table_picture(frame, tables.AGENTS, of_day=False))
    assert drawing.split() == ["agent", "skills", "Anna", "phone"]


def test_a_table_without_rows_says_so() -> None:
    picture = shown.table_picture(coverage().head(0), tables.COVERAGE, of_day=False)
    assert draw(picture) == "coverage: no rows\n"
