"""A second judge for the tests: it follows every agent through the weeks, minute by minute.

It shares no code with the product: it reads the text of a roster's CSV, and the configuration as it
is written, not the plan made of it.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, permutations
from typing import Any

import numpy as np

DAY = 1440
WEEK = 7 * DAY
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DEFAULT_MEAL = {"minutes": 30, "from_hours": 3, "to_hours": 5}

Span = tuple[int, int]


@dataclass(frozen=True)
class Day:
    """A row: its duty counted from the midnight of its day [min]; a day off has no shift."""

    shift: str
    start: int
    end: int
    meals: tuple[Span, ...]
    breaks: tuple[Span, ...]
    away: tuple[tuple[Span, str], ...]


OFF = Day("", 0, 0, (), (), ())


def minutes(text: str) -> int:
    hours, after = text.split(":")
    return int(hours) * 60 + int(after)


def length(value: float | str) -> int:
    """Read hours, 7.33 or "7:20" or "7h20m", to the minute."""
    parts = re.fullmatch(r"(\d+)(?::|h)(\d\d)m?", str(value))
    return int(parts[1]) * 60 + int(parts[2]) if parts else round(60 * float(value))


def spans(text: str, start: int) -> tuple[Span, ...]:
    """Read spans after a duty's start."""
    found = []
    for first, last in re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", text):
        begin, end = minutes(first), minutes(last)
        begin += DAY if begin < start else 0
        while end <= begin:
            end += DAY
        found.append((begin, end))
    return tuple(found)


def read(text: str) -> dict[int, list[Day]]:
    """Read the days of each team, seven to a line; whatever is not whole is an error."""
    teams: dict[int, dict[Span, Day]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        team = teams.setdefault(int(row["team"]), {})
        place = int(row["line"]), int(row["weekday"])
        assert place not in team, f"{place} twice"
        if row["shift"] == "OFF":
            assert not any(row[key] for key in ("start", "end", "meals", "breaks"))
            team[place] = OFF
            continue
        start, end = minutes(row["start"]), minutes(row["end"])
        end += DAY if end <= start else 0
        away = [item.strip() for item in row.get("activities", "").split(";") if item.strip()]
        team[place] = Day(
            row["shift"],
            start,
            end,
            spans(row["meals"], start),
            spans(row["breaks"], start),
            tuple((spans(item, start)[0], item.split(" ", 1)[1]) for item in away),
        )
    for team in teams.values():
        lines = max(line for line, _ in team)
        whole = {(line, day) for line in range(1, lines + 1) for day in range(1, 8)}
        assert set(team) == whole
    return {number: [team[place] for place in sorted(team)] for number, team in teams.items()}


def faults(
    text: str, config: Mapping[str, Any], required: Sequence[int] | np.ndarray, step: int
) -> list[str]:
    """Return what is wrong with a roster under a configuration that names groups and rules."""
    section = config["roster"]
    teams = read(text)
    wrong: list[str] = []
    on_phones = np.zeros(WEEK, dtype=int)
    agents = dict.fromkeys((group["name"] for group in section["group"]), 0)
    own_teams = dict(agents)
    for number, (group, own_faults) in belonging(teams, config).items():
        days, name = teams[number], group["name"]
        wrong += [f"team {number}: {fault}" for fault in own_faults]
        agents[name] += len(days) // 7
        own_teams[name] += 1
        for position, day in enumerate(days):
            midnight = position % 7 * DAY
            minus = [*day.meals, *day.breaks, *(span for span, _ in day.away)]
            for (first, last), sign in [((day.start, day.end), 1), *((span, -1) for span in minus)]:
                np.add.at(on_phones, np.arange(midnight + first, midnight + last) % WEEK, sign)
    seen = on_phones.reshape(-1, step)
    for interval, need in enumerate(required):
        least, most = seen[interval].min(), seen[interval].max()
        over = 0 if section.get("coverage") == "exact" else section.get("max_over", most)
        if least < need or most > need + over:
            wrong.append(f"interval {interval}: {least} to {most} agents, {need} required")
    for group in section["group"]:
        count = agents[group["name"]]
        least = group.get("agents", group.get("min_agents", 0))
        if not least <= count <= group.get("agents", group.get("max_agents", count)):
            wrong.append(f"{group['name']}: {count} agents")
        if section.get("rotation") == "single" and own_teams[group["name"]] > 1:
            wrong.append(f"{group['name']}: more than one rotation")
    return wrong


def belonging(
    teams: Mapping[int, list[Day]], config: Mapping[str, Any]
) -> dict[int, tuple[Mapping[str, Any], list[str]]]:
    """Return the group of each team, that of the fewest faults, and those faults.

    A team that fits several, as one that is always off does, goes where agents are missing.
    """
    section = config["roster"]
    tried = {
        number: [(group, team_faults(days, group, section, config)) for group in section["group"]]
        for number, days in teams.items()
    }
    fewest = {number: min(len(wrong) for _, wrong in each) for number, each in tried.items()}
    fitting = {n: [pair for pair in tried[n] if len(pair[1]) == fewest[n]] for n in teams}
    missing = {
        group["name"]: group.get("agents", group.get("min_agents", 0)) for group in section["group"]
    }
    found = {}
    for number in sorted(teams, key=lambda number: len(fitting[number])):
        found[number] = max(fitting[number], key=lambda pair: missing[pair[0]["name"]])
        missing[found[number][0]["name"]] -= len(teams[number]) // 7
    return found


def cost(text: str, config: Mapping[str, Any]) -> float:
    """Return contract hours x agents x cost per hour, plus premiums."""
    section = config["roster"]
    total = 0.0
    teams = read(text)
    for number, (group, _) in belonging(teams, config).items():
        days = teams[number]
        hours = group.get("weekly_hours", 40) * len(days) / 7
        for position, day in enumerate(days):
            if day != OFF:
                share = group.get("night_premium", 0) * is_night(day, section)
                share += group.get("sunday_premium", 0) * (position % 7 == 6)
                shift = next(s for s in group["shift"] if s["name"] == day.shift)
                hours += share * paid_hours(shift, group)
        total += hours * group.get("cost_per_hour", 1)
    return total


def presence(shift: Mapping[str, Any], group: Mapping[str, Any]) -> int:
    return length(shift.get("presence_hours", group.get("presence_hours", 8.5)))


def paid_hours(shift: Mapping[str, Any], group: Mapping[str, Any]) -> float:
    both = {**group, **shift}
    long = presence(shift, group) / 60
    return length(both.get("paid_hours", 8 if long == 8.5 else long)) / 60


def is_night(day: Day, section: Mapping[str, Any]) -> bool:
    first, last = (minutes(t) for t in section.get("night", "01:00-04:00").split("-"))
    last += DAY if last <= first else 0
    return any(day.start <= first + d and last + d <= day.end for d in (0, DAY))


def team_faults(
    days: list[Day], group: Mapping[str, Any], section: Mapping[str, Any], config: Mapping[str, Any]
) -> list[str]:
    """Return what is wrong with a team, were it of this group."""
    shifts = {shift["name"]: shift for shift in group["shift"]}
    unknown = {day.shift for day in days if day != OFF} - set(shifts)
    if unknown:
        return [f"no shift {name}" for name in unknown for day in days if day.shift == name]
    wrong = []
    for day in days:
        if day != OFF:
            wrong += duty_faults(day, shifts[day.shift], group)
    wrong += activity_faults(days, group, config)
    paid = [paid_hours(shifts[day.shift], group) if day != OFF else 0.0 for day in days]
    if sum(paid) > group.get("weekly_hours", 40) * len(days) / 7 + 1e-9:
        wrong.append("weekly_hours")
    rules = section["rules"]
    wrong += count_faults(days, group, section)
    weekly = group.get("hours_per_week", rules.get("hours_per_week", 168))
    weeks = [paid[n : n + 7] for n in range(0, len(paid), 7)]
    wrong += ["hours_per_week" for week in weeks if sum(week) > weekly + 1e-9]
    wrong += rest_faults(days, rules) + run_faults(days, group, section)
    return wrong + comfort_faults(days, rules)


def count_faults(
    days: list[Day], group: Mapping[str, Any], section: Mapping[str, Any]
) -> list[str]:
    """Return what is wrong with the weekdays of shifts, their number in a week, and nights."""
    shifts = {shift["name"]: shift for shift in group["shift"]}
    own = {key: group[key] for key in ("nights_per_week", "per_week") if key in group}
    rules = {**section["rules"], **own}
    wrong = []
    nights = sum(is_night(day, section) for day in days if day != OFF)
    if nights > rules.get("nights_per_week", 7) * len(days) / 7 + 1e-9:
        wrong.append("nights_per_week")
    for name, (least, most) in rules.get("per_week", {}).items():
        counts = [sum(d.shift == name for d in days[n : n + 7]) for n in range(0, len(days), 7)]
        if name in shifts and not all(least <= count <= most for count in counts):
            wrong.append(f"per_week of {name}: {counts}")
    for position, day in enumerate(days):
        on_days = shifts[day.shift].get("weekdays", WEEKDAYS) if day != OFF else WEEKDAYS
        if WEEKDAYS[position % 7] not in on_days:
            wrong.append(f"{day.shift} on a {WEEKDAYS[position % 7]}")
    return wrong


def rest_faults(days: list[Day], rules: Mapping[str, Any]) -> list[str]:
    """Follow the agent through the rotation twice, so that the seam lies inside."""
    rest = rules.get("min_rest_hours", 0) * 60
    times = [(n * DAY + d.start, n * DAY + d.end) for n, d in enumerate(days * 2) if d != OFF]
    return ["min_rest_hours" for before, after in pairwise(times) if after[0] - before[1] < rest]


def run_faults(days: list[Day], group: Mapping[str, Any], section: Mapping[str, Any]) -> list[str]:
    rules = section["rules"]
    on = [day != OFF for day in days]
    off = [not duty for duty in on]
    night = [duty and is_night(day, section) for duty, day in zip(on, days, strict=True)]
    weekend = [on[n + 5] or on[n + 6] for n in range(0, len(days), 7)]
    wrong = [
        name
        for name, flags in (("days_on", on), ("days_off", off), ("nights_on", night))
        if name in rules and not runs_within(flags, *rules[name])
    ]
    if "weekends_on" in rules and not runs_within(weekend, 0, rules["weekends_on"]):
        wrong.append("weekends_on")
    for shift in group["shift"]:
        flags = [day.shift == shift["name"] for day in days]
        if "run" in shift and not runs_within(flags, *shift["run"]):
            wrong.append(f"run of {shift['name']}")
    for n in range(len(days)):
        owed = [on[(n + 1 + k) % len(on)] for k in range(rules.get("days_off_after_nights", 0))]
        if night[n] and not night[(n + 1) % len(on)] and any(owed):
            wrong.append("days_off_after_nights")
    return wrong + weekend_faults(weekend, off, rules) + sequence_faults(days, rules)


def weekend_faults(
    worked: Sequence[bool], off: Sequence[bool], rules: Mapping[str, Any]
) -> list[str]:
    wrong = []
    least, among = rules.get("free_weekends", (0, 1))
    for n in range(len(worked)):
        if sum(not worked[(n + k) % len(worked)] for k in range(among)) < least:
            wrong += ["free_weekends"]
    for n in range(0, len(off), 7):
        longest = max((len([*g]) for free, g in groupby(off[n : n + 7]) if free), default=0)
        if longest < rules.get("days_off_together", 0):
            wrong += ["days_off_together"]
    return wrong


def comfort_faults(days: list[Day], rules: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with stints, lone days off, short rests and the rhythm of weekends."""
    on = [day != OFF for day in days]
    weeks = [on[n : n + 7] for n in range(0, len(on), 7)]
    wrong = []
    if rules.get("no_lone_days_off") and "101" in _written([*on, *on, *on]):
        wrong.append("no_lone_days_off")
    if rules.get("whole_weekends") and any(week[5] != week[6] for week in weeks):
        wrong.append("whole_weekends")
    if rules.get("every_second_weekend"):
        # Walked twice, the rhythm of an odd number of lines meets itself.
        worked = [n % 2 for n, week in enumerate([*weeks, *weeks]) if week[5] or week[6]]
        wrong += ["every_second_weekend"] * (len(set(worked)) > 1)
    most = 1 if rules.get("same_shift_in_stint") else rules.get("max_shifts_per_stint", len(days))
    stints = [[d.shift for d in stint] for duty, stint in groupby(days * 2, OFF.__ne__) if duty]
    wrong += ["shifts in a stint" for stint in stints if len(set(stint)) > most]
    if "quick_returns" in rules:
        short = [0] * len(days)
        times = [(n * DAY + d.start, n * DAY + d.end) for n, d in enumerate(days * 2) if d != OFF]
        for before, after in pairwise(times):
            if after[0] - before[1] < 720 and after[0] // DAY >= len(days):
                short[after[0] // DAY % len(days)] = 1
        per_week = [sum(short[n : n + 7]) for n in range(0, len(days), 7)] * 5
        wrong += [
            "quick_returns"
            for n in range(len(days) // 7)
            if sum(per_week[n : n + 4]) > rules["quick_returns"]
        ]
    return wrong


def _written(flags: Sequence[bool]) -> str:
    return "".join("1" if flag else "0" for flag in flags)


def sequence_faults(days: list[Day], rules: Mapping[str, Any]) -> list[str]:
    names = [day.shift or "OFF" for day in days]
    return [
        f"forbidden {sequence}"
        for sequence in rules.get("forbidden", ())
        for n in range(len(names))
        if [names[(n + k) % len(names)] for k in range(len(sequence))] == list(sequence)
    ]


def runs_within(flags: Sequence[bool], least: int, most: int) -> bool:
    """Whether every run of true in a circle has an allowed length, and none is endless."""
    if all(flags):
        return False
    first = flags.index(False)
    turned = [*flags[first:], *flags[:first]]
    return all(least <= len([*g]) <= most for true, g in groupby(turned) if true)


def duty_faults(day: Day, shift: Mapping[str, Any], group: Mapping[str, Any]) -> list[str]:
    wrong = []
    starts = shift["starts"]
    if isinstance(starts, str) and "-" in starts:
        first, last = (minutes(text) for text in starts.split("-"))
        allowed = first <= day.start <= last
    else:
        allowed = day.start in [
            minutes(t) for t in ([starts] if isinstance(starts, str) else starts)
        ]
    if not allowed:
        wrong.append(f"start of {day.shift}")
    if day.end - day.start != presence(shift, group):
        wrong.append(f"length of {day.shift}")
    both = {**group, **shift}
    unpaid = presence(shift, group) - 60 * paid_hours(shift, group)
    meals = both.get("meals", [DEFAULT_MEAL] if unpaid >= 30 else [])
    for taken, wanted in ((day.meals, meals), (day.breaks, both.get("breaks", []))):
        if not any(
            len(taken) == len(wanted) and all(map(takes, [day] * len(taken), taken, order))
            for order in permutations(wanted)
        ):
            wrong.append(f"pauses of {day.shift}: {taken}")
    pauses = sorted((*day.meals, *day.breaks))
    gap = both.get("min_gap_minutes", 60)
    wrong += ["min_gap_minutes" for one, other in pairwise(pauses) if other[0] - one[1] < gap]
    return wrong


def takes(day: Day, taken: Span, wanted: Mapping[str, Any]) -> bool:
    """Whether a meal or break is as long as it should be and starts inside its window."""
    first, last = length(wanted["from_hours"]), length(wanted["to_hours"])
    inside = first <= taken[0] - day.start <= last
    return inside and taken[1] - taken[0] == wanted["minutes"]


def activity_faults(
    days: list[Day], group: Mapping[str, Any], config: Mapping[str, Any]
) -> list[str]:
    wrong = []
    known = {
        activity["name"]: activity
        for activity in config.get("activity", ())
        if group["name"] in activity.get("groups", [group["name"]])
    }
    for first in range(0, len(days), 7):
        week = days[first : first + 7]
        for name in {name for day in week for _, name in day.away}:
            per_day = [sum(name == other for _, other in day.away) for day in week]
            if name not in known or sum(per_day) > known[name].get("per_line", 1):
                wrong.append(f"{name}: {per_day}")
            if max(per_day) > 1:
                wrong.append(f"{name}: twice a day")
    for day in days:
        taken = sorted((*day.meals, *day.breaks, *(span for span, _ in day.away)))
        wrong += ["overlap" for one, other in pairwise(taken) if other[0] < one[1]]
        for (begin, end), name in day.away:
            activity = known.get(name, {"minutes": 0})
            if end - begin != activity["minutes"] or not day.start <= begin < end <= day.end:
                wrong.append(f"{name} {begin}-{end}")
            if "window" in activity:
                opens, closes = (minutes(text) for text in activity["window"].split("-"))
                closes += DAY if closes <= opens else 0
                if not any(opens + d <= begin and end <= closes + d for d in (-DAY, 0, DAY)):
                    wrong.append(f"{name} outside its window")
    return wrong
