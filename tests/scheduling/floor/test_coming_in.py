"""Who is off today and may be asked to come in: by their rules, and of their own will."""

import datetime as dt
from typing import Any

from duties import MONDAY, days_of
from scheduling.rest_of_day import Needed, steps, today
from sites import table
from wfm.tables.schedule_rows import read_schedule, schedule_table


def afternoons(agents: int) -> Needed:
    return lambda moment: agents if 14 <= moment.hour < 22 else 0


def test_who_is_off_may_be_asked_to_come_in_of_their_own_will() -> None:
    people = {"Anna": "L", "Ben": "-LL", "Cleo": "-EE"}
    made = today(people, afternoons(2), "11:00", most_overtime="1h")
    # Cleo comes early tomorrow: after a late duty there is not enough rest.
    asked = [step for step in steps(made) if step[1].startswith("ask to")]
    assert asked == [("Ben", "ask to come in: late", "OFF", "14:00-22:30")]
    assert "+1 14:00-18:00" in str(made.table["effect"].iloc[-1])
    assert made.missing_after < made.missing_moved
    assert list(read_schedule(made.schedule)) == days_of(people), "it is for people to say"
    # Nobody comes within two hours, and nobody is asked where no overtime is.
    for other in ({"since": "12:30"}, {"most_overtime": "0h"}):
        made = today(people, afternoons(2), **({"since": "11:00"} | other))
        assert not [step for step in steps(made) if step[1].startswith("ask to")]


def test_volunteers_are_asked_first_and_who_is_away_or_must_be_off_is_not() -> None:
    people = {"Anna": "L", "Ben": "--L", "Cleo": "--L"}

    def asked(**more: Any) -> list[str]:
        found = steps(today(people, afternoons(2), "11:00", **more))
        return [step[0] for step in found if step[1].startswith("ask to")]

    assert asked() == ["Ben"]
    assert asked(wishes=table("agent,date,shift\nCleo,2026-12-07,late")) == ["Cleo"]
    assert asked(wishes=table("agent,date,shift,hard\nBen,Mon,OFF,true")) == ["Cleo"]
    assert asked(absences=table("agent,first,last\nBen,2026-12-07,2026-12-07")) == ["Cleo"]
    # Anna does not come: her duty is for others.
    people = {"Anna": "L", "Ben": "--L"}
    assert asked(absences=table("agent,first,last\nAnna,2026-12-07,2026-12-07")) == ["Ben"]
    people = {"Anna": "L", "Ben": "--L", "Cleo": "--L"}
    week = days_of({"Ben": "EEEEEE"}, MONDAY - dt.timedelta(days=6))
    assert asked(previous=schedule_table(week)) == ["Cleo"], "a seventh day in a row"


def test_nobody_works_longer_for_what_who_comes_in_covers_alone() -> None:
    people = {"Anna": "E", "Ben": "-LL", "Cleo": "L"}
    made = today(people, lambda m: 2 if 15 <= m.hour < 22 else 0, "10:00")
    asked = [step[:2] for step in steps(made) if step[1].startswith("ask")]
    assert asked == [("Ben", "ask to come in: late")]
    assert made.missing_after < made.missing_moved
