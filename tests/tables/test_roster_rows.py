"""Rows of a roster, as days of agents."""

from typing import Any

import pytest

from wfm.tables.roster_rows import Row, read_rows


def week(*, line: int = 1, **days: Any) -> list[dict[Any, Any]]:
    """A line of days off, but for some days: d1=("early", "07:00", "15:30", ...)."""
    rows = []
    for day in range(1, 8):
        texts = (*days.get(f"d{day}", ("OFF",)), *[""] * 5)
        names = ("shift", "start", "end", "meals", "breaks", "activities")
        place = {"team": "1", "line": line, "weekday": day}
        rows.append({**place, **dict(zip(names, texts, strict=False))})
    return rows


def the_day(*texts: str) -> Row:
    rows, faults = read_rows(week(d3=texts))
    assert faults == []
    return rows[2]


def fault(*texts: str) -> str:
    _, ((line, weekday, message),) = read_rows(week(d3=texts))
    assert (line, weekday) == (1, 3)
    return message


def test_a_duty_with_its_meals_and_breaks() -> None:
    day = the_day("early", "07:00", "15:30", "11:00-11:30", "09:00-09:15 13:00-13:15")
    assert day == Row("1", 1, 3, "early", 420, 930, ((660, 690),), ((540, 555), (780, 795)), ())


def test_times_after_midnight_belong_to_the_day_of_the_start() -> None:
    day = the_day("night", "22:00", "06:30", "23:45-00:15 02:00-02:30")
    assert (day.start, day.end) == (1320, 1830)
    assert day.meals == ((1425, 1455), (1560, 1590))


def test_a_duty_may_end_at_midnight_and_last_a_whole_day() -> None:
    assert the_day("late", "15:30", "00:00").end == 1440
    assert the_day("long", "08:00", "08:00").end == 480 + 1440


def test_activities_have_names_and_stand_in_order() -> None:
    day = the_day(
        "early", "07:00", "15:30", "", "", "13:00-14:00 team meeting; 08:00-09:00 coaching"
    )
    assert day.activities == ((480, 540, "coaching"), (780, 840, "team meeting"))


@pytest.mark.parametrize("off", ["OFF", "off", " Off "])
def test_days_off(off: str) -> None:
    assert the_day(off) == Row("1", 1, 3)


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (("OFF", "07:00", "15:30"), "a day off has no times"),
        (("early", "", "15:30"), "start"),
        (("early", "07:00", "25:00"), "end"),
        (
            ("early", "07:00", "15:30", "noon"),
            "meals: 'noon' is not a time span: write 12:00-12:30",
        ),
        (("early", "07:00", "15:30", "", "9-10"), "breaks: '9-10' is not a time span"),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_its_day(texts: tuple[str, ...], says: str) -> None:
    assert says in fault(*texts)


def test_days_that_are_missing_or_stand_twice() -> None:
    rows, faults = read_rows([*week()[:5], *week()[4:5], *week(line=3)])
    assert (1, 5, "the day appears twice") in faults
    missing = [(line, day) for line, day, says in faults if says == "the day is missing"]
    assert missing == [(1, 6), (1, 7), *((2, day) for day in range(1, 8))]
    assert [row.line for row in rows] == [1] * 5 + [3] * 7
