"""Dates and times as systems and people write them: read as meant, or asked about."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.ingestion import clock
from wfm.ingestion.asking import Question

MORNING = pd.Timestamp("2026-03-14 09:30")


def read(
    *date: object, time: list[object] | None = None, timezone: str | None = None, **said: Any
) -> clock.Starts:
    """Read cells of a file whose header is line 1."""
    lines = range(2, len(date) + 2)
    times = None if time is None else pd.Series(time, index=lines, dtype=object)
    hints = clock.ClockHints("calls.csv", "Date", "Time", timezone=timezone, **said)
    return clock.read_starts(pd.Series(date, index=lines, dtype=object), times, hints)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14T09:30",
        "2026-03-14 9:30:00",
        "2026/3/14 09:30",
        "14.03.2026 09:30",
        "14.3.2026 9.30",
        "3/14/2026 9:30 AM",
        "03-14-26 9:30 a.m.",
        "14/03/2026 09:30 - 10:00",
        "14/03/2026 09:30–10:00",
        "14/03/2026 9:30 bis 10:00",
        "20260314 0930",
        "20260314T0930",
        "202603140930",
        "20260314093000",
        "14-Mar-2026 09:30",
        "14-mar-26 09:30",
        "March 14, 2026 9:30 AM",
        "Sat, 14 Mar 2026 09:30:00",
        "Saturday, March 14, 2026 9:30 am",
        "Samstag, 14. März 2026 09:30 Uhr",
        "Sa 14.03.2026 09:30",
        "14 mars 2026 à 9h30",
        "sam. 14 mars 2026 09:30",
        "14 de marzo de 2026 9:30 a. m.",
        "14 марта 2026 г. 9:30",
        "14. märts 2026 9:30",
        "ngày 14 tháng 3 năm 2026 9:30",
        "2026年3月14日 9:30",
        "2026年3月14日 上午9:30",
        "2026年3月14日 9时30分",
        "２０２６／０３／１４　０９：３０",
        "14MAR2026:09:30:00",
        "Sat Mar 14 09:30:00 2026",
        20260314093000,
        "46095.395833333",
        "46095,39583333",
    ],
)
def test_a_half_hour_is_read_however_it_is_written(text: object) -> None:
    found = read(text)
    assert list(found.times) == [MORNING]
    assert not found.wrong.any()


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14T08:30Z",
        "2026-03-14T09:30+01:00",
        "2026-03-14 09:30:00+0100",
        "Sat, 14 Mar 2026 09:30:00 +0100 (CET)",
        "14.03.2026 09:30 UTC+1",
        "2026-03-14T09:30:00+01:00[Europe/Berlin]",
        "2026-03-14T08:30:00.000Z/2026-03-14T09:00:00.000Z",
        "Sat Mar 14 2026 09:30:00 GMT+0100 (Central European Standard Time)",
        "1773477000",
        "1773477000000",
    ],
)
def test_an_instant_is_read_however_it_is_written(text: str) -> None:
    assert list(read(text).times) == [pd.Timestamp("2026-03-14T08:30Z")]


@pytest.mark.parametrize(
    "cell",
             ["09:30", "9:30", "930", "0930", 930, "9:30 AM", "09:30 - 10:00", "9:30-10",
             "0930-1000",
             "0.395833333", 0.3958333333, dt.time(9, 30), dt.timedelta(hours=9, minutes=30),
             dt.datetime(1899, 12, 30, 9, 29, 59, 999_900)],
)  # fmt: skip
@pytest.mark.parametrize("date", ["14.03.2026", "3/14/26", dt.date(2026, 3, 14), 46095, "20260314"])
def test_date_and_time_stand_in_two_columns(date: object, cell: object) -> None:
    assert list(read(date, time=[cell]).times) == [MORNING]


def test_order_of_day_and_month_is_that_of_the_whole_column() -> None:
    found = read("01/03/2026 09:00", "13/03/2026 09:00")
    assert list(found.times.dt.month) == [3, 3]
    assert found.said == ("day first",)


def test_order_that_nothing_decides_is_asked() -> None:
    with pytest.raises(Question) as asked:
        read("03/04/2026 09:00", "03/05/2026 09:00")
    assert asked.value.readings == {
        "--date-order dmy": "3 April 2026",
        "--date-order mdy": "4 March 2026",
    }
    assert read("03/04/2026 09:00", date_order="mdy").times[2] == pd.Timestamp("2026-03-04 09:00")


def test_weekdays_beside_dates_decide_their_order() -> None:
    assert read("Mon 03/02/2026 09:00").times[2] == pd.Timestamp("2026-03-02 09:00")
    with pytest.raises(InputError, match="do not fall on the weekdays"):
        read("Fri 03/02/2026 09:00")


def test_what_is_no_time_is_marked_and_what_is_empty_is_not() -> None:
    found = read("2026-03-14 09:30", "Total", "", "Total 14.03.2026", "32.03.2026 09:30")
    assert found.wrong.tolist() == [False, True, False, True, True]


def test_bare_date_is_a_midnight_only_among_rows_of_the_night() -> None:
    night = [
        dt.datetime(2026, 3, 13, 23, 30),
        dt.date(2026, 3, 14),
        dt.datetime(2026, 3, 14, 0, 30),
    ]
    assert read(*night).times[3] == pd.Timestamp("2026-03-14 00:00")
    total = ["14.03.2026 19:00", "14.03.2026 19:30", "14.03.2026", "15.03.2026 08:00"]
    assert read(*total).bare.tolist() == [False, False, True, False]
    assert read(*total).said == ("day first",)


def test_hours_of_half_a_day() -> None:
    found = read(*["2026-03-14"] * 6, time=[
        "12:00 AM", "12:30 am", "11:30 a.m.", "12:00 PM", "noon", "11:30 p. m."
    ])  # fmt: skip
    hours = found.times.dt.hour + found.times.dt.minute / 60
    assert list(hours) == [0, 0.5, 11.5, 12, 12, 23.5]


def test_range_takes_its_half_of_the_day_from_its_end() -> None:
    found = read(*["2026-03-14"] * 3, time=["8:00 - 8:30AM", "11:30 - 12:00PM", "12:30-1:00 PM"])
    assert list(found.times.dt.strftime("%H:%M")) == ["08:00", "11:30", "12:30"]


def test_half_past_midnight_is_thirty() -> None:
    found = read(*["2026-03-14"] * 4, time=[0, 30, 900, 2330])
    assert list(found.times.dt.strftime("%H:%M")) == ["00:00", "00:30", "09:00", "23:30"]


def test_24_00_without_00_00_shows_that_rows_carry_ends() -> None:
    found = read(*["2026-03-14"] * 3, time=["23:00", "23:30", "24:00"])
    assert list(found.times.dt.strftime("%H:%M")) == ["22:30", "23:00", "23:30"]
    assert found.said == ("rows carry the end of their interval",)


def test_24_00_beside_00_00_is_asked() -> None:
    with pytest.raises(Question, match="--stamp"):
        read(*["2026-03-14"] * 3, time=["0:00", "23:30", "24:00"])


NIGHT = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]


@pytest.mark.parametrize("turn", [1, -1])
def test_hour_that_stands_twice_is_parted_by_the_order_of_rows(turn: int) -> None:
    cells = [f"2026-10-25 {time}" for time in NIGHT][::turn]
    found = read(*cells, timezone="Europe/Berlin")
    assert list(found.times.dt.tz_convert("UTC").dt.strftime("%H:%M"))[::turn] == [
        "23:30", "00:00", "00:30", "01:00", "01:30", "02:00"
    ]  # fmt: skip


def test_hour_that_the_clock_skips_is_marked() -> None:
    found = read("2026-03-29 01:30", "2026-03-29 02:00", timezone="Europe/Berlin")
    assert found.skipped.tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("14.03.2026 09:30", "stamp"), ("20260314T0930", "stamp"), ("14.03.2026 0930", "stamp"),
        ("lundi 16 mars 2026", "date"), ("2026年3月14日", "date"), ("9h30 - 10h00", "time"),
        ("上午9:30", "time"), ("Total 14.03.2026", None), ("0930", None), ("Support", None),
    ],
)  # fmt: skip
def test_form_of_a_cell_is_told_as_it_is_read(text: str, form: str | None) -> None:
    assert clock.form_of(text) == form


def test_date_of_a_database_is_a_midnight() -> None:
    assert clock.is_midnight("2026-03-14 00:00:00.000")
    assert not clock.is_midnight("2026-03-14 00:00 - 00:30")
    assert not clock.is_midnight("2026-03-14")


@pytest.mark.parametrize(
    "text", ["t" * 100_000 + "1:00", "1 " * 50_000, "-" * 100_000, "9:00" * 25_000, "١" * 100_000]
)
def test_endless_cell_is_no_time_and_takes_none(text: str) -> None:
    assert read("2026-03-14 09:30", text).wrong.tolist() == [False, True]
    assert read("2026-03-14", "2026-03-14", time=["09:30", text]).wrong.tolist() == [False, True]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("260314", "260315"), ("140326", "150326"), ("031426", "031526"), ("14032026", "15032026"),
        ("03142026", "03152026"), ("2026073", "2026074"), ("2026-073", "2026-074"),
    ],
)  # fmt: skip
def test_a_date_of_digits_is_read_in_the_order_of_the_whole_column(first: str, second: str) -> None:
    found = read(first, second, time=["09:30", "09:30"])
    assert list(found.times) == [MORNING, MORNING + pd.Timedelta("1D")]


def test_a_date_of_digits_that_several_orders_fit_is_asked_about() -> None:
    with pytest.raises(Question) as asked:
        read("040326", "050326", time=["09:30", "09:30"])
    assert list(asked.value.readings) == [
        "--date-order dmy", "--date-order mdy", "--date-order ymd",
    ]  # fmt: skip
    with pytest.raises(Question, match="'04032026' may be two days"):
        read("04032026", time=["09:30"])


def test_a_workbook_may_have_taken_the_first_zero_of_a_date_of_digits() -> None:
    found = read(90326.0, 100326.0, time=["09:30", "09:30"], date_order="dmy")
    assert [f"{day:%d.%m.%y}" for day in found.times] == ["09.03.26", "10.03.26"]
    found = read(80326.0, 90326.0, time=["09:30", "09:30"], date_order="dmy")
    assert [f"{day:%d.%m.%y}" for day in found.times] == ["08.03.26", "09.03.26"]
    with pytest.raises(InputError, match="40326 may be a date of digits, or one as a workbook"):
        read(40326.0, time=["09:30"])


@pytest.mark.parametrize(
    ("name", "utc"), [("UTC", "09:30"), ("CEST", "07:30"), ("EST", "14:30"), ("PDT", "16:30")]
)
def test_the_short_name_of_a_zone_stands_for_its_offset(name: str, utc: str) -> None:
    found = read(f"2026-03-14 09:30 {name}").times.dt.tz_convert("UTC")
    assert f"{found.iloc[0]:%H:%M}" == utc


def test_a_short_name_that_several_zones_share_is_asked_about() -> None:
    cells = ("2026-03-28 09:30 GMT", "2026-03-29 09:30 BST")
    with pytest.raises(Question, match="its times carry 'BST', as those of several zones do"):
        read(*cells)
    found = read(*cells, timezone="Europe/London").times
    assert [f"{time:%H:%M%z}" for time in found] == ["09:30+0000", "09:30+0100"]


@pytest.mark.parametrize("second", ["02:30*", "02:30 *", "2B:30", "02:30B"])
def test_the_second_hour_of_the_autumn_change_may_be_marked(second: str) -> None:
    day = ["2026-10-25"] * 2
    found = read(*day, time=["02:30", second], timezone="Europe/Berlin").times
    assert [f"{time:%H:%M%z}" for time in found] == ["02:30+0200", "02:30+0100"]


def test_minutes_since_midnight_are_told_from_digits_of_a_clock() -> None:
    found = read(*["2026-03-14"] * 4, time=["540", "570", "600", "660"])
    assert [f"{time:%H:%M}" for time in found.times] == ["09:00", "09:30", "10:00", "11:00"]
    assert "minutes of the day" in found.said


def test_days_from_half_past_to_a_full_hour_are_taken_as_starts_and_it_is_said() -> None:
    day = ["2026-03-14"] * 3
    assert (
        "times taken as the starts of intervals" in read(*day, time=["8:30", "9:00", "10:00"]).said
    )
    assert not read(*day, time=["8:00", "8:30", "9:30"]).said
    assert not read(*day, time=["8:30 - 9:00", "9:00 - 9:30", "10:00 - 10:30"]).said[1:]


def test_days_from_a_quarter_past_to_a_full_hour_are_asked_about() -> None:
    day, times = ["2026-03-14"] * 4, ["8:15", "8:30", "8:45", "9:00"]
    with pytest.raises(Question, match="the days go from 08:15 to 09:00") as asked:
        read(*day, time=list(times))
    assert list(asked.value.readings) == ["--stamp end", "--stamp start"]
    assert f"{read(*day, time=list(times), stamp='end').times.iloc[0]:%H:%M}" == "08:00"
