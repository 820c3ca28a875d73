"""What changes of a schedule are made of: days walked by rules, prices, limits, absences."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from duties import MONDAY, days_of, duty
from sites import CONFIG
from wfm.errors import OptionError
from wfm.scheduling.changes.absent import without
from wfm.scheduling.changes.choosing import chosen, helping_most
from wfm.scheduling.changes.limits import passed_limits
from wfm.scheduling.changes.moment import early_enough, read_moment
from wfm.scheduling.changes.needs import Agents, Posts, minute_of
from wfm.scheduling.changes.prices import Prices
from wfm.scheduling.changes.proof import at_fault
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Member, Staff
from wfm.scheduling.changes.swaps import read_swap
from wfm.scheduling.people import Absence, Agent, Wish
from wfm.tables.schedule_rows import LEAVE, ScheduledDay
from wfm.work.configuration.roster import plan_from
from wfm.work.rules.rests import MinRest

PLAN = plan_from(CONFIG)
GROUP = PLAN.groups[0]
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def on(day: int) -> dt.date:
    return MONDAY + dt.timedelta(days=day)


def staff(letters: str, **own: Any) -> Staff:
    days = {d.date: d for d in days_of({"Anna": letters})}
    member = Member(Agent("Anna", **own), GROUP, days)
    return Staff(PLAN, {"Anna": member}, (MONDAY, on(len(letters) - 1)), NEVER)


def broken(people: Staff, day: int, letter: str) -> list[str]:
    return list(people.broken_by("Anna", {on(day): duty("Anna", on(day), letter)}))


def test_other_days_break_what_they_break() -> None:
    assert broken(staff("L------"), 1, "E") == ["min_rest_hours 11"]
    assert broken(staff("EEEEEE-E"), 6, "E") == ["days_on [1, 6]", "hours_per_week 48"]
    assert broken(staff("EEE----"), 3, "E") == []


def test_what_is_broken_already_is_nobody_elses_fault() -> None:
    assert broken(staff("LE-----"), 3, "E") == []
    assert broken(staff("LE----E"), 5, "L") == ["min_rest_hours 11"]


def test_limits_of_a_person_hold_for_the_whole_schedule() -> None:
    assert broken(staff("EE-----", max_hours=20), 2, "E") == ["max_hours 20"]
    assert broken(staff("EE-----", shift_limits=(("late", 0),)), 2, "L") == [
        "shift_limits 'late' 0"
    ]
    weekends = staff("-----E--E----E", max_weekends=1)
    assert broken(weekends, 6, "E") == []  # a second day of a weekend that is worked
    assert broken(staff("-----E--E-----", max_weekends=1), 13, "E") == ["max_weekends 1"]


def test_a_limit_that_is_passed_already_may_not_be_passed_further() -> None:
    days = {d.date: d for d in days_of({"Anna": "EEE----"})}
    person = Agent("Anna", min_hours=30)
    fewer = {date: day for date, day in days.items() if date != MONDAY}
    assert list(passed_limits(person, days, fewer, GROUP)) == ["min_hours 30"]
    assert list(passed_limits(person, days, days, GROUP)) == []


def test_a_rest_is_measured_by_the_true_clock() -> None:
    # In the night to 29 March the clock of London goes forward: 14:30 to 01:30 are 10 hours.
    def london(day: int, hour: int, minute: int, offset: int) -> dt.datetime:
        zone = dt.timezone(dt.timedelta(hours=offset))
        return dt.datetime(2026, 3, day, hour, minute, tzinfo=zone)

    group = replace(GROUP, rules=(MinRest(660),), shifts=())
    late = ScheduledDay(
        "Anna", dt.date(2026, 3, 28), "late", london(28, 12, 0, 0), london(28, 20, 0, 0)
    )
    early = ScheduledDay(
        "Anna", dt.date(2026, 3, 29), "early", london(29, 7, 0, 1), london(29, 15, 0, 1)
    )
    member = Member(Agent("Anna"), group, {late.date: late})
    people = Staff(PLAN, {"Anna": member}, (late.date, early.date), NEVER)
    assert people.allows("Anna", {early.date: early})
    rewrite = Rewrite("Anna", (early,), 1.0, {})
    assert at_fault(people, [rewrite]) == [rewrite]


PRICES = Prices(1.0, 10.0, NEVER)


@pytest.mark.parametrize(
    ("letters", "day", "price"),
    [
        pytest.param("L------", 0, 1.1, id="a duty that moves"),
        pytest.param("E------", 1, 1.6, id="a day off that is given up"),
        pytest.param("EEEEE--", 5, 1.68, id="and eight hours above the contract"),
    ],
)
def test_what_a_change_costs(letters: str, day: int, price: float) -> None:
    member = staff(letters).members["Anna"]
    assert PRICES.of(member, {on(day): duty("Anna", on(day), "E")}) == pytest.approx(price)


@pytest.mark.parametrize(
    ("wish", "price"),
    [
        pytest.param(Wish("Anna", on(1), shift="early"), 1.1, id="volunteers first"),
        pytest.param(Wish("Anna", on(1), shift="OFF"), 2.1, id="against a wish last"),
        pytest.param(Wish("Anna", on(1), window=(360, 900)), 1.1, id="a window"),
        pytest.param(Wish("Anna", on(1), shift="early", weight=-1), 2.1, id="disliked"),
        pytest.param(Wish("Anna", on(2), shift="OFF"), 1.6, id="another day"),
    ],
)
def test_what_wishes_change_of_it(wish: Wish, price: float) -> None:
    prices = Prices(1.0, 10.0, NEVER, {"Anna": [wish]})
    member = staff("E------").members["Anna"]
    assert prices.of(member, {on(1): duty("Anna", on(1), "E")}) == pytest.approx(price)


def test_short_notice_costs_more() -> None:
    prices = Prices(1.0, 10.0, LATER)
    member = staff("L------").members["Anna"]
    assert prices.of(member, {MONDAY: duty("Anna", MONDAY, "E")}) == pytest.approx(1.35)


def test_posts_are_missing_where_nobody_works_them() -> None:
    before = tuple(days_of({"Anna": "E", "Ben": "E"}))
    needs = Posts(before, before[:1])
    assert list(needs.missing.values()) == [1]
    assert needs.missing_hours == 8


def test_agents_are_missing_in_slots_without_their_meals() -> None:
    before = tuple(days_of({"Anna": "E"}))
    begins = minute_of(dt.datetime.combine(MONDAY, dt.time(6), dt.UTC))
    needs = Agents({begins + 30 * n: 1.0 for n in range(17)}, 30, (), before)
    assert needs.slot == 30
    assert needs.missing_hours == 8.0  # 8.5 h less the meal


def test_an_absence_of_days_takes_the_duties_that_start_on_them() -> None:
    days = days_of({"Anna": "NEE"})
    left = without(days, [Absence("Anna", on(1), on(1), kind="sick")], NEVER)
    assert [day.shift for day in left.days] == ["night", LEAVE, "early"]
    assert left.lost == (days[1],)
    assert left.kinds == {("Anna", on(1)): "sick"}


def test_what_has_begun_is_taken_by_no_absence_of_days() -> None:
    days = days_of({"Anna": "EEE"})
    absence = Absence("Anna", MONDAY, on(2))
    begun = dt.datetime.combine(on(1), dt.time(8), dt.UTC)
    assert [day.shift for day in without(days, [absence], begun).days] == ["early", "early", LEAVE]


def test_a_moment_without_an_offset_is_on_the_clock_of_the_site() -> None:
    assert read_moment("2026-12-09T08:00", dt.UTC).tzinfo is dt.UTC
    assert read_moment("2026-12-09T08:00+02:00", dt.UTC).hour == 8
    with pytest.raises(OptionError, match="'8 am' is not a moment"):
        read_moment("8 am", dt.UTC)


def test_early_enough_is_the_notice_before_the_first_duty() -> None:
    first = days_of({"Anna": "E"})
    assert early_enough(first, dt.timedelta(hours=48)) == first[0].start - dt.timedelta(hours=48)  # type: ignore[operator]


def test_names_of_a_swap_may_hold_commas_and_spaces() -> None:
    text = "Smith, Anna 2026-12-09, team 3, agent 4 2026-12-11"
    assert read_swap(text) == (("Smith, Anna", on(2)), ("team 3, agent 4", on(4)))


def test_without_time_who_helps_most_is_chosen_one_after_the_other() -> None:
    (early,) = days_of({"Zoe": "E"})
    (late,) = days_of({"Zoe": "L"})
    needs = Posts((early, late), ())
    prices = Prices(1.0, 10.0, LATER)
    posts = [next(iter(needs.filled_by(day))) for day in (early, late)]

    def taking(agent: str, price: float, *keys: Any) -> Rewrite:
        return Rewrite(agent, (), price, dict.fromkeys(keys, 1))

    both, cheap = taking("Anna", 3.0, *posts), taking("Ben", 1.0, posts[0])
    dear = taking("Cleo", 200.0, posts[1])
    assert helping_most([cheap, both, dear], needs, prices) == [both]
    assert helping_most([cheap, dear], needs, prices) == [cheap]
    found, late_ = chosen([cheap, both, dear], needs, prices, 1e-9)
    assert (found, late_) in (([both], True), ([both], False))
