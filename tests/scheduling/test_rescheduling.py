"""Schedules changed as little as can be."""

import copy
import datetime as dt
import random
import time
from collections import Counter
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

import wfm
from duties import MONDAY, days_of, letters_of, rotating, schedule_of
from sites import CONFIG, table
from sparing import few
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.tables.schedule_rows import read_schedule, schedule_table

SICK = "agent, first, last, kind\nAnna, 2026-12-09, 2026-12-09, sick"
HOUR = dt.timedelta(hours=1)


def changed(people: dict[str, str], absences: str = SICK, **terms: Any) -> Any:
    return wfm.reschedule(schedule_of(people), absences=table(absences), config=CONFIG, **terms)


def test_somebody_who_is_off_takes_the_duty_over() -> None:
    made = changed({"Anna": "EEEE---", "Ben": "----LLL", "Cleo": "NNN----"})
    assert letters_of(made.table, "Anna", 7) == "EEaE---"
    assert letters_of(made.table, "Ben", 7) == "--E-LLL"
    assert made.changes.iloc[0]["why"] == "for Anna (sick)"
    assert made.missing_hours == 0
    assert made.people == 1


def test_who_takes_over_gets_meals_but_no_training() -> None:
    made = changed({"Anna": "EEEE---", "Ben": "----LLL"})
    (taken,) = [d for d in read_schedule(made.table) if d.agent == "Ben" and d.shift == "early"]
    ((first, last),) = taken.meals
    assert (first.hour, last - first) == (10, HOUR / 2)
    assert taken.activities == ()


def test_rules_hold_across_the_first_day() -> None:
    people = {"Anna": "EE-----", "Ben": "--LLL--", "Cleo": "----LLL"}
    absences = "agent, first, last, kind\nAnna, 2026-12-07, 2026-12-07, sick"
    # Ben worked six days up to the eve, Cleo a night that ends on the first morning.
    eve = MONDAY - dt.timedelta(days=6)
    previous = schedule_table(days_of({"Ben": "EEEEEE", "Cleo": "-----N"}, eve))
    assert changed(people, absences).people == 1
    made = changed(people, absences, previous=previous)
    assert (made.people, made.missing_hours) == (0, 8)
    swap = "Anna 2026-12-07, Ben 2026-12-10"
    asked: dict[str, Any] = {"config": CONFIG, "swap": swap}
    assert not wfm.reschedule(schedule_of(people), **asked).refused
    refused = wfm.reschedule(schedule_of(people), previous=previous, **asked).refused
    assert any("Ben: days_on" in line for line in refused)


def test_nights_of_the_schedule_before_cover_the_first_morning() -> None:
    starts = pd.date_range("2026-12-07", periods=48, freq="30min", tz="Europe/London")
    needed = pd.DataFrame({"interval_start": starts, "agents_scheduled": 0})
    needed.loc[:11, "agents_scheduled"] = 1
    previous = schedule_table(days_of({"Cleo": "N"}, MONDAY - dt.timedelta(days=1)))
    people = {"Anna": "EE-----", "Cleo": "----LLL"}
    made = changed(people, SICK, requirement=needed, previous=previous)
    # The night's meal is at two.
    assert made.coverage["scheduled"].tolist()[:12] == [1] * 4 + [0] + [1] * 7


def test_who_wishes_for_the_duty_is_asked_first() -> None:
    people = {"Anna": "EEEE---", "Ben": "----LLL", "Cleo": "----LLL"}
    for name in ("Ben", "Cleo"):
        wishes = table(f"agent, date, shift, weight\n{name}, 2026-12-09, early, 1")
        assert list(changed(people, wishes=wishes).changes["agent"]) == [name]


def test_who_wishes_for_nothing_else_is_never_asked() -> None:
    wishes = table("agent, date, shift, weight, hard\nBen, 2026-12-09, OFF, 1, true")
    made = changed({"Anna": "EEEE---", "Ben": "----LLL"}, wishes=wishes)
    assert made.people == 0
    assert made.missing_hours == 8
    assert made.uncovered == ("Wed 2026-12-09 early 06:00-14:30",)
    assert made.missing_cost == 80


def test_nobody_is_asked_within_the_notice_unless_told() -> None:
    people = {"Anna": "EEEE---", "Ben": "----LLL"}
    late = changed(people, from_="2026-12-08T08:00")
    assert (late.people, late.late, late.missing_hours) == (0, 1, 8)
    assert changed(people, from_="2026-12-08T08:00", frozen="12h").people == 1


def test_the_past_stays_as_it_was() -> None:
    made = changed({"Anna": "EEEE---", "Ben": "----LLL"}, from_="2026-12-09T15:00", frozen="0h")
    assert letters_of(made.table, "Anna", 7) == "EEEE---"
    assert made.lost == 0


def test_whoever_is_sick_for_the_day_leaves_the_rest_of_a_duty_that_has_begun() -> None:
    people = {"Anna": "EEEE---", "Ben": "----LLL"}
    noon: dict[str, Any] = {"from_": "2026-12-09T12:00", "frozen": "0h"}
    made = changed(people, **noon)
    assert (made.lost, made.begun, made.late, made.people) == (1, 1, 0, 0)
    assert (made.lost_hours, made.missing_hours) == (2.5, 2.5)
    assert made.uncovered == ("Wed 2026-12-09 12:00-14:30 of early 06:00-14:30",)
    assert changed(people, requirement=requirement(1), **noon).missing_hours == pytest.approx(2.0)
    cut = made.table
    assert "T12:00+00:00/2026-12-09T14:30+00:00 sick" in str(cut["activities"].iloc[2])
    assert len(wfm.check(cut, absences=table(SICK), config=CONFIG).violations) == 0
    again = wfm.reschedule(cut, absences=table(SICK), config=CONFIG, from_="2026-12-09T13:00")
    assert (again.lost, list(again.table["activities"])) == (0, list(cut["activities"]))


def test_somebody_moves_and_another_takes_that_duty() -> None:
    # Dora may not come so early after a late, nor Ben after a night; Ben may come late.
    people = {"Anna": "EEEE---", "Ben": "-LL-LL-", "Cleo": "LLLLL--", "Dora": "-LLLL--"}
    people |= {"Emil": "EE-----"}
    made = changed(people)
    assert made.missing_hours == 0
    assert made.people <= 3


def test_room_is_made_where_the_hours_of_a_week_are_full() -> None:
    people = {"Anna": "-----EE", "Ben": "EEEEEE-", "Cleo": "EEEEE--"}
    sick = "agent, first, last, kind\nAnna, 2026-12-13, 2026-12-13, sick"
    made = changed(people, sick)
    assert letters_of(made.table, "Cleo", 7) == "EEEEE-E"


def test_a_requirement_says_what_is_missing() -> None:
    people = {"Anna": "EEEE---", "Ben": "EEEE---", "Cleo": "----LLL"}
    assert changed(people, requirement=requirement(1)).people == 0
    made = changed(people, requirement=requirement(2))
    assert list(made.changes["agent"]) == ["Cleo"]
    assert made.lost_hours == pytest.approx(7.5)  # eight hours less the meal


def test_nobody_is_missed_who_was_missing_before() -> None:
    people = {"Anna": "EEEE---", "Ben": "EEEE---", "Cleo": "----LLL", "Dora": "----LLL"}
    assert changed(people, requirement=requirement(9)).people == 1


def requirement(agents: int) -> pd.DataFrame:
    """Ask for some agents in the mornings of a week."""
    starts = pd.date_range("2026-12-07", "2026-12-14", freq="30min", tz="UTC", inclusive="left")
    there = [agents if 6 <= start.hour < 14 else 0 for start in starts]
    return pd.DataFrame(
        {
            "interval_start": starts,
            "calls": 10.0,
            "aht_seconds": 240.0,
            "agents_required": there,
            "agents_scheduled": there,
        }
    )


def test_a_part_of_a_duty_is_shown_as_an_activity() -> None:
    absences = (
        "agent, first, last, kind\nAnna, 2026-12-09T12:00+00:00, 2026-12-09T18:00+00:00, dentist"
    )
    made = changed({"Anna": "EEEE---", "Ben": "----LLL"}, absences, requirement=requirement(1))
    assert letters_of(made.table, "Anna", 7) == "EEEE---"
    assert made.lost_hours == pytest.approx(2.0)
    assert "dentist" in str(made.table["activities"].iloc[2])


def test_whoever_is_sick_is_asked_for_nothing_else() -> None:
    sick = "agent, first, last, kind\nAnna, 2026-12-09, 2026-12-09, sick"
    sick += "\nBen, 2026-12-11, 2026-12-11, sick"
    made = changed({"Anna": "EEE----", "Ben": "----L--"}, sick)
    assert (made.people, made.missing_hours) == (0, 16)


def test_without_time_there_is_a_schedule_all_the_same() -> None:
    made = changed({"Anna": "EEEE---", "Ben": "----LLL"}, time_limit="0s")
    assert letters_of(made.table, "Anna", 7) == "EEaE---"
    assert not made.repeats


@pytest.mark.slow
def test_one_of_a_hundred_calls_in_sick() -> None:
    people = rotating(100, 56)
    began = time.process_time()
    absences = "agent, first, last, kind\nagent 000, 2026-12-14, 2026-12-16, sick"
    made = changed(people, absences)
    again = changed(people, absences)
    assert time.process_time() - began < 20  # twice, each within 10 s
    assert made.missing_hours == 0
    assert made.people <= 3
    assert tables.to_csv(made.table) == tables.to_csv(again.table)


@pytest.mark.parametrize("seed", few(3, range(8)))
def test_no_rule_is_broken_that_was_kept_and_no_duty_is_lost_or_doubled(seed: int) -> None:
    chance = random.Random(seed)
    people = rotating(chance.randrange(8, 30), 28)
    names = chance.sample(sorted(people), 2)
    first = MONDAY + dt.timedelta(days=chance.randrange(7, 18))
    last = first + dt.timedelta(days=chance.randrange(5))
    rows = "\n".join(f"{name}, {first}, {last}, sick" for name in names)
    made = changed(people, f"agent, first, last, kind\n{rows}", time_limit="2s")
    before, after = days_of(people), read_schedule(made.table)
    assert len({(d.agent, d.date) for d in after}) == len(after)
    posts = Counter((d.start, d.shift) for d in before)
    now = Counter((d.start, d.shift) for d in after if d.on_duty)
    assert not now - posts
    assert sum((posts - now).values()) * 8 == made.missing_hours
    for name in sorted(set(people) - set(names)):
        assert breaches(letters_of(made.table, name, 28)) <= breaches(people[name]), name


def asks_for(skill: str) -> dict[str, Any]:
    """The site, whose early shift asks for a skill."""
    config = copy.deepcopy(CONFIG)
    config["roster"]["group"][0]["shift"][0]["skills"] = [skill]
    return config


def test_nobody_gets_a_duty_without_its_skill() -> None:
    people = schedule_of({"Anna": "EEEE---", "Ben": "----LLL", "Cleo": "----LLL"})
    agents = table("agent, skills\nAnna, french\nBen,\nCleo, french")
    given: dict[str, Any] = {"agents": agents, "config": asks_for("french")}
    made = wfm.reschedule(people, absences=table(SICK), **given)
    assert list(made.changes["agent"]) == ["Cleo"]
    swap = wfm.reschedule(people, swap="Anna 2026-12-10, Ben 2026-12-11", **given)
    assert len(swap.refused) == 1
    # Without a table of agents nobody knows who can what.
    unknown = wfm.reschedule(people, absences=table(SICK), config=asks_for("french"))
    assert unknown.missing_hours == 0


def test_what_was_wrong_with_a_duty_before_is_not_held_against_who_takes_it() -> None:
    people = schedule_of({"Anna": "EEEE---", "Ben": "----LLL"})
    people["meals"] = None
    assert set(wfm.check(people, config=CONFIG).violations["rule"]) == {"meals"}
    made = wfm.reschedule(people, absences=table(SICK), config=CONFIG)
    assert list(made.changes["agent"]) == ["Ben"]


@pytest.mark.parametrize("seed", few(1, [1, 0, 2, 3]))
def test_a_judge_finds_nothing_that_was_not_there_before(seed: int) -> None:
    chance = random.Random(100 + seed)
    letters = {
        f"agent {k}": "".join(chance.choice("EELLN---") for _ in range(14)) for k in range(10)
    }
    people, sick = schedule_of(letters), "agent 3"
    absences = table(f"agent, first, last, kind\n{sick}, 2026-12-09, 2026-12-14, sick")
    made = wfm.reschedule(people, absences=absences, config=CONFIG, time_limit="2s")
    before, after = (
        {(row["rule"], row["agent"], row["date"]) for row in found.violations.to_dict("records")}
        for found in (wfm.check(table_, config=CONFIG) for table_ in (people, made.table))
    )
    assert not {fault for fault in after - before if fault[1] != sick}


def breaches(letters: str) -> Counter[str]:
    """Count what somebody's days break of the rules of the site, by plain reading."""
    worked = "".join("-" if letter in "-Oa" else letter for letter in letters)
    found: Counter[str] = Counter()
    for one, next_ in pairwise(worked):
        found["rest"] += one + next_ in ("LE", "NE", "NL")
        found["after nights"] += one == "N" and next_ not in "N-"
    for run in "".join("x" if letter != "-" else " " for letter in worked).split():
        found["days on"] += len(run) > 6
    inner = worked.strip("-")
    for run in "".join("x" if letter == "-" else " " for letter in inner).split():
        found["days off"] += len(run) > 5
    for week in range(0, len(worked), 7):
        found["hours"] += sum(letter != "-" for letter in worked[week : week + 7]) > 6
    return +found


SWAP = {"Anna": "EE-L---", "Ben": "--E-L--"}


def swapped(text: str, people: dict[str, str] | None = None, **terms: Any) -> Any:
    schedule = schedule_of(SWAP if people is None else people)
    return wfm.reschedule(schedule, swap=text, config=CONFIG, **terms)


def test_two_people_swap() -> None:
    made = swapped("Anna 2026-12-10, Ben 2026-12-11")
    assert made.refused == ()
    assert letters_of(made.table, "Anna", 7) == "EE--L--"
    assert letters_of(made.table, "Ben", 7) == "--EL---"
    assert made.missing_hours == 0


def test_two_people_swap_on_one_day() -> None:
    made = swapped("Anna 2026-12-07, Ben 2026-12-07", {"Anna": "E------", "Ben": "L------"})
    assert letters_of(made.table, "Anna", 7) == "L------"
    assert letters_of(made.table, "Ben", 7) == "E------"


def test_a_swap_that_breaks_a_rule_is_refused_with_it() -> None:
    made = swapped("Anna 2026-12-08, Ben 2026-12-11", {"Anna": "-EL----", "Ben": "L---E--"})
    assert len(made.refused) == 1
    assert made.refused[0].startswith("Ben: min_rest_hours 11")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Anna 2026-12-10", "'Anna 2026-12-10' is not two people and days"),
        ("Anna 2026-12-10, Ben 2026-13-11", "is not two people and days"),
        ("Anna 2026-12-10, Anna 2026-12-11", "cannot swap alone"),
    ],
)
def test_what_is_no_swap_is_refused(text: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        swapped(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Anna 2026-12-09, Ben 2026-12-11", "'Anna' has no duty on 2026-12-09 to give away"),
        ("Zoe 2026-12-09, Ben 2026-12-11", "nobody on the schedule is called 'Zoe'"),
        ("Anna 2026-12-07, Ben 2026-12-09", "nothing"),
    ],
)
def test_whoever_has_no_such_duty_is_named(text: str, message: str) -> None:
    if message == "nothing":
        assert swapped(text).refused == ()
        return
    with pytest.raises(InputError, match=message):
        swapped(text)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"changes_cost": -1}, "changes_cost: -1 is negative"),
        ({"frozen": "soon"}, "frozen: 'soon' is not a duration"),
        ({"from_": "yesterday"}, "from: 'yesterday' is not a moment"),
    ],
)
def test_terms_that_cannot_be_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        changed({"Anna": "EEEE---", "Ben": "----LLL"}, **terms)
