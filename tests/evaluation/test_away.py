"""Known absences: taken out of a plan, and not drawn again."""

import datetime as dt

import pandas as pd
import pytest

from evaluation.several import duty, people, queues, schedule, simulated
from test_evaluation import MONDAY, roster_of
from wfm.errors import InputError
from wfm.tables.schedule_rows import schedule_table

TUESDAY = MONDAY + dt.timedelta(days=1)


def calls(days: int = 1) -> pd.DataFrame:
    return queues(days, sales=5).drop(columns="queue")


def absent(agent: str, first: str, last: str = "") -> pd.DataFrame:
    return pd.DataFrame({"agent": [agent], "first": [first], "last": [last or first]})


def test_who_is_absent_is_not_on_the_phones() -> None:
    plan = schedule_table([duty(name, day=day) for name in "AB" for day in (MONDAY, TUESDAY)])
    found = simulated(plan, calls(2), absences=absent("A", "2026-06-01"))
    assert found.by("day")["agents"].tolist() == pytest.approx([1 / 3, 2 / 3], abs=0.01)
    assert "known absences: 1 duty left out, or a part of them" in found.notes


def test_a_part_of_a_day() -> None:
    away = absent("A", "2026-06-01T08:00+00:00", "2026-06-01T10:00+00:00")
    found = simulated(schedule("A", "B"), calls(), absences=away)
    assert found.intervals["agents"].iloc[16:22].tolist() == [1, 1, 1, 1, 2, 2]


def test_who_is_known_to_be_absent_is_not_drawn_again() -> None:
    names = [f"A{n}" for n in range(20)]
    away = pd.concat([absent(name, "2026-06-01") for name in names[:10]])
    found = simulated(schedule(*names), calls(), absences=away, shrinkage=0.2, weeks=40)
    assert found.total["agents"] * 3 == pytest.approx(10 * 0.8, abs=0.4)


def test_in_a_roster_by_the_clock_of_the_site() -> None:
    week = queues(7, sales=4).drop(columns="queue")
    placed = people(Ann="", Ben="").assign(team="1", line=[1, 2])
    away = absent("Ben", "2026-06-02T09:00+02:00", "2026-06-02T11:00+02:00")
    found = simulated(
        roster_of(["DDDDD..", "DDDDD.."]), week, people=placed, absences=away, weeks=2
    )
    tuesday = found.intervals["agents"].iloc[48 : 2 * 48]
    assert tuesday.iloc[16:20].tolist() == [1, 1, 2, 2]  # 8 to 10 UTC, Ben comes at 9


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (absent("Anne", "2026-06-01"), "no agent is called 'Anne'"),
        (absent("A", "soon"), "is neither a day nor a moment"),
        (absent("A", "2026-06-01"), "nobody of this plan is on the phones"),
    ],
    ids=["unknown", "unreadable", "nobody left"],
)
def test_what_cannot_be_read_is_refused(given: pd.DataFrame, said: str) -> None:
    with pytest.raises(InputError, match=said):
        simulated(schedule("A"), calls(), absences=given)


def test_absences_of_a_roster_need_to_know_who_stands_where() -> None:
    week = queues(7, sales=4).drop(columns="queue")
    with pytest.raises(InputError, match="absences need --agents, whose columns team and line"):
        simulated(roster_of(["DDDDD.."]), week, absences=absent("A", "2026-06-01"))
