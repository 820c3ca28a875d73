"""Check rosters as planners hold them: grids, weekday names, teams with names, no meals."""

from typing import Any

import pandas as pd
import pytest

from rostering.plans import requirement
from wfm import tables
from wfm.errors import InputError
from wfm.rostering import check, check_summary, plan_from
from wfm.work.plan import Plan

WEEKS = [
    "night night night night OFF OFF OFF",
    "day day day OFF night night night",
    "OFF OFF OFF day day day day",
    "OFF OFF OFF OFF OFF OFF OFF",
]
TIMES = {"day": ("07:00", "19:00"), "night": ("19:00", "07:00"), "OFF": ("", "")}
NAMES = "Mon,Tue,Wed,Thu,Fri,Sat,Sun"


def crew(*, meals: list[dict[str, Any]] | None = None, **rules: Any) -> Plan:
    def shift(name: str) -> dict[str, Any]:
        hours = {"presence_hours": 12, "paid_hours": 12 if not meals else 11.5}
        return {"name": name, "starts": [TIMES[name][0]], "meals": meals or [], **hours}

    group = {
        "name": "crew",
        "weekly_hours": 42,
        "hours_per_week": 72,
        "shift": [shift("day"), shift("night")],
    }
    asked = {"rules": {"min_rest_hours": 11, **rules}, "group": [group]}
    return plan_from({"roster": asked})


def rows(team: str = "1", *, weekdays: str = "1,2,3,4,5,6,7") -> str:
    lines = ["team,line,weekday,shift,start,end"]
    for line, week in enumerate(WEEKS, 1):
        for day, shift in zip(weekdays.split(","), week.split(), strict=True):
            lines.append(",".join((team, str(line), day, shift, *TIMES[shift])))
    return "\n".join(lines)


def grid(header: str, first: int = 0, team: str = "") -> str:
    """Write the weeks as a grid whose rows begin with a day of the week."""
    days = " ".join(WEEKS).split()
    days = [*days[first:], *days[:first]]
    lines = [header]
    for line in range(4):
        cells = days[7 * line : 7 * line + 7]
        lines.append(",".join([*([team] if team else []), str(line + 1), *cells]))
    return "\n".join(lines)


def read(text: str) -> pd.DataFrame:
    return tables.read(text, tables.ROSTER, "r.csv")


def test_a_roster_without_meals_is_whole_where_no_shift_has_any() -> None:
    found = check(read(rows()), requirement([1] * 336), crew())
    assert found.violations.empty
    assert found.unjudged == ()
    assert found.coverage is not None
    assert (found.coverage["scheduled"] == 1).all()


def test_meals_that_a_roster_leaves_out_are_not_judged_and_it_is_said() -> None:
    meal = {"minutes": 30, "from_hours": 3, "to_hours": 5}
    found = check(read(rows()), requirement([1] * 336), crew(meals=[meal]))
    assert found.violations.empty
    said = "the roster does not show meals, so they are not judged, and coverage counts agents"
    assert any(line.startswith(said) for line in check_summary(found))
    blank = read(rows()).assign(meals=None)
    assert set(check(blank, None, crew(meals=[meal])).violations["rule"]) == {"meals"}


@pytest.mark.parametrize(
    "weekdays",
    [
        NAMES,
        "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
        "mo,tu,we,th,fr,sa,su",
        "MON,Tues,wed.,THURS,Fri,6,7",
    ],
)
def test_weekdays_may_be_named(weekdays: str) -> None:
    pd.testing.assert_frame_equal(read(rows(weekdays=weekdays)), read(rows()))


def test_a_word_that_is_no_weekday_is_named_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        read(rows(weekdays="Mon,Tue,Wed,Thu,Fri,Sat,Holiday"))
    assert str(caught.value) == (
        "r.csv, line 8, column weekday: 'Holiday' is not a weekday: write 1 (Monday) to 7, or Mon"
    )


def test_teams_have_names_and_stand_in_the_order_of_the_table() -> None:
    text = "\n".join([rows("Team B"), *rows("Team A").splitlines()[1:]])
    found = check(read(text), None, crew())
    assert found.violations.empty
    assert list(found.fairness["team"]) == ["Team B", "Team A"]
    broken = check(read(text), None, crew(nights_on=[1, 2])).violations
    assert set(broken["team"]) == {"Team A", "Team B"}


@pytest.mark.parametrize(
    "text",
    [
        grid(f"Week,{NAMES}"),
        grid("line,monday,tuesday,wednesday,thursday,friday,saturday,sunday"),
        grid("Week,Sun,Mon,Tue,Wed,Thu,Fri,Sat", first=-1),
        grid("Week,Thu,Fri,Sat,Sun,Mon,Tue,Wed", first=3),
        grid(f"Week,{NAMES}").replace("OFF", ""),
        grid(f"Week,{NAMES}").replace(",", ";"),
    ],
)
def test_a_grid_of_weeks_is_the_roster_that_it_stands_for(text: str) -> None:
    found = check(read(text), requirement([1] * 336), crew())
    assert found.violations.empty
    cells = {(r.line, r.weekday): r.shift for r in read(text).itertuples()}
    walk = [cells[line, day] for line in range(1, 5) for day in range(1, 8)]
    days = " ".join(WEEKS).split()
    # A row that begins with Thursday leaves the days before it to the line before.
    assert any(walk == [*days[7 * k :], *days[: 7 * k]] for k in range(4))


def test_a_grid_may_hold_several_teams() -> None:
    one = grid(f"crew,week,{NAMES}", team="A")
    other = grid("x", team="B").splitlines()[1:]
    found = check(read("\n".join([one, *other])), None, crew())
    assert list(found.fairness["team"]) == ["A", "B"]
    assert list(found.fairness["agents"]) == [4, 4]


def test_a_table_in_memory_may_be_a_grid_too() -> None:
    frame = pd.DataFrame([week.split() for week in WEEKS], columns=NAMES.split(","))
    assert check(frame, None, crew()).violations.empty


def test_a_violation_in_a_grid_has_its_line_and_weekday() -> None:
    found = check(read(grid(f"Week,{NAMES}")), None, crew(nights_on=[1, 3])).violations
    assert set(zip(found["rule"], found["line"], strict=True)) == {("nights_on", 1)}


def late(starts: str) -> Plan:
    return plan_from(
        {"roster": {"group": [{"name": "g", "shift": [{"name": "l", "starts": starts}]}]}}
    )


@pytest.mark.parametrize(
    ("text", "plan", "message"),
    [
        (
            f"{NAMES}\nl,l,l,l,l,OFF,OFF",
            late("12:00-14:00"),
            "r.csv: the roster has no column start, and the shift 'l' has several starts: add",
        ),
        (
            f"{NAMES}\nnihgt,OFF,OFF,OFF,OFF,OFF,OFF",
            crew(),
            "r.csv: the roster has no column start, and the configuration has no shift 'nihgt'",
        ),
    ],
)
def test_times_that_nothing_tells_are_asked_for(text: str, plan: Plan, message: str) -> None:
    with pytest.raises(InputError) as caught:
        check(read(text), None, plan)
    assert str(caught.value).startswith(message)


def test_days_that_do_not_follow_one_another_are_refused() -> None:
    with pytest.raises(InputError, match=r"the days Tue, Mon, .* do not follow one another"):
        read("Tue,Mon,Wed,Thu,Fri,Sat,Sun\nd,d,d,d,d,d,d")


def test_rules_alone_are_judged_without_a_requirement() -> None:
    found = check(read(rows()), None, crew(nights_on=[1, 3]))
    assert found.coverage is None
    assert set(found.violations["rule"]) == {"nights_on"}
    assert check_summary(found)[0] == (
        "1 violation of the rules; coverage is not judged: no requirement was given"
    )


SPANS = ({"day": "07:00-19:00", "night": "19:00-07:00"}, {"day": "7-19", "night": "19 – 7:00"})


@pytest.mark.parametrize("spans", SPANS)
def test_a_cell_may_hold_times_in_place_of_a_shift(spans: dict[str, str]) -> None:
    text = grid(f"line,{NAMES}")
    named = check(read(text), requirement([1] * 336), crew())
    for name, span in spans.items():
        text = text.replace(name, span)
    timed = check(read(text), requirement([1] * 336), crew())
    assert timed.violations.empty
    assert named.coverage is not None
    assert timed.coverage is not None
    pd.testing.assert_frame_equal(timed.coverage, named.coverage)
    pd.testing.assert_frame_equal(timed.fairness, named.fairness)


@pytest.mark.parametrize(
    ("span", "message"),
    [("7-15", "'day' is 12 h long, not 8"), ("9-21", "no shift '9-21'")],
)
def test_times_that_are_no_shift_are_found(span: str, message: str) -> None:
    text = grid(f"line,{NAMES}").replace("day", span)
    found = check(read(text), None, crew()).violations
    assert found["message"].str.contains(message).any()


def test_times_that_two_shifts_may_have_are_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    shifts = [{"name": name, "starts": "05:00-09:00"} for name in ("early", "day")]
    group = {"name": "all", "weekly_hours": 40, "shift": shifts}
    plan = plan_from({"roster": {"rules": {}, "group": [group]}})
    text = f"{NAMES}\n8-16:30,OFF,OFF,OFF,OFF,OFF,OFF"
    assert check(read(text), None, plan).violations.empty
    assert "8-16:30 is taken as 'early'; 'day' starts then too" in caplog.text
