"""``wfm reforecast``: files, streams and words."""

import datetime as dt
from pathlib import Path

import pytest

from running import Command, Refusal

HEADER = "interval_start,calls,aht_seconds"
GIVEN = ("reforecast", "forecast.csv", "past.csv", "today.csv", "--model", "mean")


def hours(days: range, until: int = 24) -> str:
    """Return hours of days whose levels go up and down."""
    return "".join(
        f"{dt.date(2026, 1, 4) + dt.timedelta(day)}T{hour:02d}:00+00:00,"
        f"{(10 + hour) * (8 + day * 5 % 7)},{200 + day % 9}\n"
        for day in days
        for hour in range(until if day == days[-1] else 24)
    )


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight weeks, a forecast of the three days after them, and the morning of the first."""
    monkeypatch.chdir(tmp_path)
    rows = {"past": range(56), "today": range(56, 57), "forecast": range(56, 59)}
    for name, days in rows.items():
        text = hours(days, 12 if name == "today" else 24)
        Path(f"{name}.csv").write_text(f"{HEADER}\n{text}", "utf-8")
    return tmp_path


def test_it_prints_the_intervals_to_come(wfm: Command, files: Path) -> None:
    done = wfm(*GIVEN)
    assert done.code == 0
    header, first, *rest = done.out.splitlines()
    assert header == HEADER
    assert first.startswith("2026-03-01T12:00+00:00,")
    assert len(rest) == 12 + 48 - 1
    assert "calls forecast until 12:00" in done.err


def test_the_result_is_a_forecast_like_any_other(wfm: Command, files: Path) -> None:
    wfm(*GIVEN, "-q", "-o", "noon.csv")
    assert wfm("staff", "noon.csv", "-q").out.count("\n") == 61
    from_pipe = wfm("reforecast", "-", *GIVEN[2:], "-q", stdin=Path("forecast.csv").read_bytes())
    assert from_pipe.out == Path("noon.csv").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--explain",)])
def test_two_jobs_answer_as_one(wfm: Command, files: Path, words: tuple[str, ...]) -> None:
    one, two = (wfm(*GIVEN, *words, "--jobs", jobs) for jobs in (1, 2))
    assert (two.code, two.out, two.err) == (0, one.out, one.err)


def test_the_factors_are_shown_where_they_are_asked_for(wfm: Command, files: Path) -> None:
    done = wfm(*GIVEN, "--explain", "-q")
    assert (
        done.out.splitlines()[0]
        == "what,of,forecast,came,b,k,half_life_hours,deviation,factor,gain,days"
    )
    assert done.out.count("\n") == 5


def test_it_asks_for_what_it_needs(refused: Refusal, wfm: Command, files: Path) -> None:
    assert "name the forecast" in wfm("reforecast").err
    assert "standard input holds one table" in refused("reforecast", "-", "-", code=2)
    assert "standard input holds one table" in refused("reforecast", "-", code=2)
    assert "--as-of: 'noon' is not a time" in refused(*GIVEN, "--as-of", "noon", code=2)


def test_tables_in_the_wrong_order_are_refused(refused: Refusal, files: Path) -> None:
    assert "nothing is left of the forecast" in refused("reforecast", "past.csv", "today.csv")
    late = ("reforecast", "forecast.csv", "past.csv")
    assert "nothing has come yet of the days forecast" in refused(*late)
