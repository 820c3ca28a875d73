"""Instants as text: ISO 8601 with and without an offset, over clock changes and zones."""

import logging
import zoneinfo
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wfm import timestamps
from wfm.errors import InputError


def where(position: int) -> str:
    return f"line {position + 2}"


def parse(*texts: object) -> "pd.Series[Any]":
    found = timestamps.parse(pd.Series(texts, dtype="str"), where)
    kept_once = timestamps.parse(pd.Series(texts, dtype="category"), where)
    pd.testing.assert_series_equal(found, kept_once)
    return found


def half_hours(zone: str, day: str, days: int = 1) -> "pd.Series[Any]":
    begin = pd.Timestamp(day, tz=zone)
    end = pd.Timestamp(day, tz=zone) + pd.DateOffset(days=days)
    return pd.Series(pd.date_range(begin, end, freq="30min", inclusive="left")).dt.as_unit("us")


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-29T08:30Z",
        "2026-03-29T08:30+00:00",
        "2026-03-29T09:30+01:00",
        "2026-03-29 09:30:00+0100",
        "2026-03-29 09:30:00+01",  # as PostgreSQL writes it
        "2026-03-29T03:00-05:30",
        "2026-03-29T08:30:00.000Z",
        "  2026-03-29T08:30Z  ",
    ],
)
def test_every_way_to_write_an_offset_is_the_same_instant(text: str) -> None:
    assert parse(text)[0] == pd.Timestamp("2026-03-29T08:30Z")


def test_time_without_offset_stays_on_the_wall_clock() -> None:
    found = parse("2026-03-29T08:30", "2026-03-29 09:00:00")
    assert found.dt.tz is None
    assert list(timestamps.parse(found.astype("str"), where)) == list(found)


@pytest.mark.parametrize("offset", ["-03:30", "+00:00", "+05:45", "+14:00"])
def test_one_offset_is_kept_as_it_is(offset: str) -> None:
    found = parse(f"1999-12-31T23:30{offset}", f"2000-01-01T00:00{offset}")
    assert list(timestamps.to_text(found)) == [
        f"1999-12-31T23:30{offset}",
        f"2000-01-01T00:00{offset}",
    ]


def test_offsets_of_two_seasons_find_their_zone() -> None:
    found = parse("2026-03-29T00:30+00:00", "2026-03-29T02:00+01:00")
    assert str(found.dt.tz) == "Europe/London"
    found = parse("2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00")
    assert str(found.dt.tz) == "Europe/Berlin"


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/London",
        "Europe/Tallinn",
        "America/New_York",
        "America/St_Johns",
        "America/Sao_Paulo",
        "Asia/Shanghai",
        "Asia/Kathmandu",
        "Australia/Adelaide",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "Pacific/Chatham",
    ],
)
@pytest.mark.parametrize("year", [1999, 2012, 2025])
def test_a_year_of_any_zone_comes_back_with_its_clock(zone: str, year: int) -> None:
    instants = pd.Series(pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq="6h", tz=zone))
    text = pd.Series(timestamps.to_text(instants), dtype="str")
    found = timestamps.parse(text, where)
    assert (found == instants).all()
    assert (timestamps.to_text(found) == text).all()


@pytest.mark.parametrize(
    ("zone", "day", "rows"),
    [
        ("Europe/Tallinn", "2026-03-29", 46),
        ("Europe/Tallinn", "2026-10-25", 50),
        ("America/New_York", "2026-11-01", 50),
        ("Australia/Lord_Howe", "2026-04-05", 49),  # its clock changes by half an hour
        ("Australia/Lord_Howe", "2026-10-04", 47),
        ("Asia/Shanghai", "2026-03-29", 48),
    ],
)
def test_day_of_a_clock_change(zone: str, day: str, rows: int) -> None:
    instants = half_hours(zone, day)
    assert len(instants) == rows
    text = timestamps.to_text(instants)
    assert len(set(text)) == rows
    assert (parse(*text) == instants).all()


def test_offset_and_none_in_one_table_names_the_first_that_differs() -> None:
    with pytest.raises(
        InputError, match=r"^line 4, column interval_start: '2026-03-29T09:00': some"
    ):
        parse("2026-03-29T08:00Z", "2026-03-29T08:30Z", "2026-03-29T09:00")


def test_of_times_that_are_kept_once_the_first_row_that_differs_is_named() -> None:
    texts = pd.Series(["2026-03-29T09:00Z", "2026-03-29T08:00"], dtype="category")
    with pytest.raises(InputError, match=r"^line 3, .*'2026-03-29T08:00': some times carry"):
        timestamps.parse(texts, where)


def test_offsets_that_no_zone_has() -> None:
    with pytest.raises(InputError, match=r"^line 3, .*no time zone has these changes of offset"):
        parse("2026-01-01T00:00+00:00", "2026-01-01T07:30+07:00")


def test_spring_change_on_the_wrong_day_is_no_zone() -> None:
    with pytest.raises(InputError, match="no time zone"):
        parse("2026-03-03T00:30+00:00", "2026-03-03T02:00+01:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "29/03/2026 08:30",
        "3/29/26 8:30 AM",
        "2026-03-29",  # a day is no interval
        "20260329T0830",
        "2026",
        "900",
        "46110",  # a day in Excel
        "2026-03-29T8:30",
        "2026-03-29T24:00",
        "2026-02-30T08:30",
        "2026-03-29T08:30+25:00",
        "2026-03-29T08:30 Europe/London",
        "2026-03-29T08:3",  # the end of a file that was cut off
    ],
)
def test_what_is_no_time_is_shown(text: str) -> None:
    with pytest.raises(InputError) as error:
        parse("2026-03-29T08:00", text)
    assert str(error.value) == (
        f"line 3, column interval_start: '{text}' is not a time: write 2026-03-29T08:30"
    )


def test_missing_time() -> None:
    with pytest.raises(InputError, match="line 2, column interval_start: '' is not a time"):
        parse(None)


@given(
    zone=st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"})),
    minutes=st.integers(0, 60 * 24 * 365 * 80),
    count=st.integers(1, 60),
)
def test_text_round_trip_in_every_zone(zone: str, minutes: int, count: int) -> None:
    begin = pd.Timestamp(0, tz="UTC") + pd.Timedelta(minutes=minutes)
    instants = pd.Series(pd.date_range(begin, periods=count, freq="30min")).dt.tz_convert(zone)
    offsets = timestamps.utc_offset_minutes(instants)
    seconds = timestamps.wall_clock(instants) - instants.dt.tz_convert(None).to_numpy()
    if (seconds % np.timedelta64(60, "s")).astype(int).any():
        return  # a clock of the old days, some seconds off
    found = timestamps.parse(pd.Series(timestamps.to_text(instants), dtype="str"), where)
    assert (timestamps.utc_offset_minutes(found) == offsets).all()
    assert (timestamps.wall_clock(found) == timestamps.wall_clock(instants.dt.floor("min"))).all()


# A clock on the wall, without a zone.


def localised(
    times: list[str], zone: str, calls: list[float] | None = None
) -> tuple[pd.DatetimeIndex, NDArray[np.bool_]]:
    starts = pd.Series(pd.to_datetime(times))
    counts = pd.Series(calls if calls is not None else np.ones(len(times)))
    return timestamps.localise(starts, counts, zone)


def test_the_repeated_hour_is_summer_time_first_and_winter_time_second() -> None:
    index, kept = localised(
        ["2025-10-26T01:00", "2025-10-26T01:30", "2025-10-26T01:00", "2025-10-26T01:30"],
        "Europe/London",
    )
    assert kept.all()
    assert [time.isoformat() for time in index] == [
        "2025-10-26T01:00:00+01:00",
        "2025-10-26T01:30:00+01:00",
        "2025-10-26T01:00:00+00:00",
        "2025-10-26T01:30:00+00:00",
    ]


def test_a_repeated_hour_that_appears_once_is_the_first() -> None:
    index, _ = localised(["2025-10-26T01:00", "2025-10-26T02:00"], "Europe/London")
    assert index[0].isoformat() == "2025-10-26T01:00:00+01:00"


def test_zeros_in_the_skipped_hour_are_dropped_and_that_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    index, kept = localised(
        ["2025-03-30T00:30", "2025-03-30T01:00", "2025-03-30T02:00"], "Europe/London", [3, 0, 4]
    )
    assert kept.tolist() == [True, False, True]
    assert len(index) == 2
    assert "1 rows at times that the spring clock change skips" in caplog.text


def test_calls_in_the_skipped_hour_are_an_error() -> None:
    with pytest.raises(InputError, match="2025-03-30T01:00: calls at a time that the spring"):
        localised(["2025-03-30T00:30", "2025-03-30T01:00"], "Europe/London", [3, 2])


def test_times_with_an_offset_are_converted_to_the_zone_given() -> None:
    starts = pd.Series(pd.date_range("2025-07-01", periods=2, freq="30min", tz="UTC"))
    index, _ = timestamps.localise(starts, pd.Series([1.0, 1.0]), "Europe/London")
    assert index[0].isoformat() == "2025-07-01T01:00:00+01:00"
