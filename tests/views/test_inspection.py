"""A history drawn for a person, at any width."""

import io

import numpy as np
import pandas as pd
import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from wfm.ingestion.findings import findings
from wfm.views import inspection


def draw(picture: RenderableType, width: int) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, markup=False).print(picture)
    drawn = stream.getvalue()
    assert max(map(cell_len, drawn.splitlines())) <= width
    return drawn


def history(queue: str = "sales", zone: str | None = "Europe/Berlin") -> pd.DataFrame:
    """Ten weeks of calls that grow with the hour, nobody there on Sunday and before eight."""
    times = pd.date_range("2026-03-02", periods=70 * 48, freq="30min", tz="UTC")
    aware = times.tz_convert("Europe/Berlin")
    local = aware if zone else aware.tz_localize(None)
    calls = pd.Series(np.where(local.hour < 8, 0, local.hour)).where(local.day_of_week != 6, 0)
    return pd.DataFrame(
        {"queue": queue, "interval_start": local, "calls": calls.astype(float), "aht_seconds": 200}
    )


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_a_page_fits_and_says_everything(width: int) -> None:
    drawn = " ".join(draw(inspection.queues(findings(history())), width).split())
    for words in (
        "queue sales",
        "2026-03-29 forward 1 h, 46 of 46 intervals recorded",
        "200.0 s; most intervals 200 to 200 s",
        "gaps none",
        "Mon to Sat 00:00-08:00; Sun all day",
    ):
        assert words in drawn or width < 40, drawn
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        assert f"{day} " in drawn


def test_the_picture_has_a_sign_for_each_half_hour_at_80_columns() -> None:
    lines = draw(inspection.queues(findings(history())), 80).splitlines()
    monday = next(line for line in lines if line.startswith("Mon "))
    assert monday[4:52] == " " * 16 + "▃▃▃▃▃▃▄▄▄▄▅▅▅▅▅▅▆▆▆▆▆▆▇▇▇▇▇▇████"
    assert monday.split()[-1] == "496"
    assert "a full block is 23.0 calls in 30 minutes" in lines[-1]


def test_what_was_never_recorded_is_no_zero() -> None:
    frame = history()
    frame = frame[frame["interval_start"].dt.day_of_week != 6]
    drawn = draw(inspection.queues(findings(frame)), 80)
    assert "Sun " + "·" * 48 in drawn
    assert "· was never recorded" in drawn


def test_oddities_are_named_and_many_are_counted() -> None:
    frame = history()
    for day in range(5, 60, 5):
        local = frame["interval_start"].dt.tz_localize(None)
        first = pd.Timestamp("2026-03-02") + pd.Timedelta(days=day, hours=12)
        frame = frame[(local < first) | (local >= first + pd.Timedelta(hours=4))]
    drawn = " ".join(draw(inspection.queues(findings(frame)), 100).split())
    assert "intervals missing: " in drawn
    assert " more outages" in drawn


def test_a_name_is_text_whatever_it_holds() -> None:
    drawn = draw(inspection.queues(findings(history("[red]a\x1b[31m[/red]"))), 80)
    assert r"queue [red]a\x1b[31m[/red]" in drawn


def test_times_without_an_offset_are_said() -> None:
    drawn = draw(inspection.queues(findings(history(zone=None))), 80)
    assert "times without an offset: --timezone names their zone" in drawn


def test_of_many_queues_the_first_are_drawn_and_the_others_are_counted() -> None:
    frame = pd.concat([history(f"q{i}") for i in range(10)], ignore_index=True)
    drawn = draw(inspection.queues(findings(frame)), 80)
    assert "queue q7" in drawn
    assert "queue q8" not in drawn
    assert "and 2 further queues" in drawn


def test_facts_are_a_word_and_what_there_is_to_say() -> None:
    drawn = draw(inspection.facts([("file", "a.csv\x1b[2J"), ("sheet", "Interval")]), 60)
    assert [line.rstrip() for line in drawn.splitlines()] == [
        r"file      a.csv\x1b[2J",
        "sheet     Interval",
    ]
