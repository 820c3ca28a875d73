"""A second judge for the tests: it follows every agent through the weeks, minute by minute.

It shares no code with the product. It reads the configuration itself, not the plan made of it.
"""

# ruff: noqa: C901, PLR0912 - one plain pass over all rules, on purpose

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

DAY = 1440
WEEK = 7 * DAY


def minutes(text: str) -> int:
    """Read HH:MM."""
    return int(text[:2]) * 60 + int(text[3:5])


def spans(text: str, start: int) -> list[tuple[int, int]]:
    """Read spans after a duty's start, which is counted from the midnight of its day."""
    found = []
    for first, last in re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", text):
        begin = minutes(first)
        while begin < start:
            begin += DAY
        end = minutes(last)
        while end <= begin:
            end += DAY
        found.append((begin, end))
    return found


def faults(
    table: pd.DataFrame, section: dict[str, Any], required: np.ndarray, step: int
) -> list[str]:
    """Return what is wrong with a roster under a section [roster] that names its rules."""
    wrong: list[str] = []
    on_phones = np.zeros(WEEK, dtype=int)
    counts = dict.fromkeys((group["name"] for group in section["group"]), 0)
    for number, part in table.groupby("team"):
        team = part.sort_values(["line", "weekday"])
        lines = int(team["line"].max())
        if len(team) != 7 * lines:
            wrong.append(f"team {number}: {len(team)} rows for {lines} lines")
            continue
        group = _group_of(team, section)
        counts[group["name"]] += lines
        # Three turns, so that every seam lies inside.
        days = [*team.itertuples()] * 3
        wrong += [f"team {number}: {fault}" for fault in _team(days, lines, group, section)]
        for row in team.itertuples():
            if row.shift == "OFF":
                continue
            start, end = minutes(row.start), minutes(row.end)
            end += DAY if end <= start else 0
            away = [*spans(row.meals, start), *spans(row.breaks, start)]
            for minute in range(start, end):
                if not any(a <= minute < b for a, b in away):
                    on_phones[((row.weekday - 1) * DAY + minute) % WEEK] += 1
    for interval, need in enumerate(required):
        seen = on_phones[interval * step : (interval + 1) * step]
        if seen.min() < need:
            wrong.append(f"interval {interval}: {seen.min()} of {need}")
        if "max_over" in section and seen.max() > need + section["max_over"]:
            wrong.append(f"interval {interval}: {seen.max()} of {need}")
    for group in section["group"]:
        count = counts[group["name"]]
        least = group.get("agents", group.get("min_agents", 0))
        most = group.get("agents", group.get("max_agents", count))
        if not least <= count <= most:
            wrong.append(f"{group['name']}: {count} agents")
    return wrong


def _group_of(team: pd.DataFrame, section: dict[str, Any]) -> dict[str, Any]:
    used = set(team["shift"]) - {"OFF"}
    return next(g for g in section["group"] if used <= {s["name"] for s in g["shift"]})


def _team(days: list[Any], lines: int, group: dict[str, Any], section: dict[str, Any]) -> list[str]:
    rules = section["rules"]
    wrong: list[str] = []
    shifts = {shift["name"]: shift for shift in group["shift"]}
    on = [row.shift != "OFF" for row in days]
    times = []
    for k, row in enumerate(days):
        if on[k]:
            start = minutes(row.start)
            length = round(group["presence_hours"] * 60)
            times.append((k, k * DAY + start, k * DAY + start + length))
            if (minutes(row.end) - start) % DAY != length % DAY:
                wrong.append("length")
            wrong += _pauses(row, start, group)
            starts = shifts[row.shift]["starts"]
            given = [minutes(t) for t in (starts.split("-") if isinstance(starts, str) else starts)]
            allowed = given[0] <= start <= given[-1] if isinstance(starts, str) else start in given
            if not allowed:
                wrong.append(f"start {row.start}")
    paid = group["paid_hours"]
    if sum(on) / 3 * paid > group["weekly_hours"] * lines + 1e-9:
        wrong.append("contract")
    weekly = group.get("hours_per_week", rules.get("hours_per_week", 168))
    if any(sum(on[w : w + 7]) * paid > weekly for w in range(0, len(on), 7)):
        wrong.append("hours_per_week")
    rest = rules.get("min_rest_hours", 0) * 60
    if any(b[1] - a[2] < rest for a, b in pairwise(times)):
        wrong.append("min_rest_hours")
    night = [False] * len(on)
    first, last = (minutes(t) for t in section.get("night", "01:00-04:00").split("-"))
    for k, begin, end in times:
        night[k] = any(
            begin <= (k + d) * DAY + first and (k + d) * DAY + last <= end for d in (0, 1)
        )
    wrong += [r for r in ("days_on",) if r in rules and not _runs(on, *rules[r])]
    off = [not duty for duty in on]
    wrong += [r for r in ("days_off",) if r in rules and not _runs(off, *rules[r])]
    wrong += [r for r in ("nights_on",) if r in rules and not _runs(night, *rules[r])]
    for k in range(len(on) - 8):
        after = rules.get("days_off_after_nights", 0)
        if night[k] and not night[k + 1] and any(on[k + 1 : k + 1 + after]):
            wrong.append("days_off_after_nights")
    for shift in group["shift"]:
        if "run" in shift and not _runs([r.shift == shift["name"] for r in days], *shift["run"]):
            wrong.append("run")
    worked = [on[w + 5] or on[w + 6] for w in range(0, len(on), 7)]
    if "weekends_on" in rules and not _runs(worked * 4, 0, rules["weekends_on"]):
        wrong.append("weekends_on")
    if "free_weekends" in rules:
        least, among = rules["free_weekends"]
        turns = worked * 5
        if any(turns[k : k + among].count(False) < least for k in range(len(turns) - among)):
            wrong.append("free_weekends")
    for sequence in rules.get("forbidden", ()):
        names = [row.shift for row in days]
        if any(names[k : k + len(sequence)] == list(sequence) for k in range(len(names))):
            wrong.append(f"forbidden {sequence}")
    return wrong


def _pauses(row: Any, start: int, group: dict[str, Any]) -> list[str]:
    wrong = []
    taken = []
    for key, items in (("meals", group.get("meals", [])), ("breaks", group.get("breaks", []))):
        found = spans(getattr(row, key), start)
        taken += found
        if len(found) != len(items):
            wrong.append(key)
            continue
        for (begin, end), item in zip(found, items, strict=True):
            inside = item["from_hours"] * 60 <= begin - start <= item["to_hours"] * 60
            if end - begin != item["minutes"] or not inside:
                wrong.append(f"{key} {begin - start}")
    taken.sort()
    gap = group.get("min_gap_minutes", 60)
    if any(b[0] - a[1] < gap for a, b in pairwise(taken)):
        wrong.append("min_gap_minutes")
    return wrong


def _runs(flags: list[bool], least: int, most: int) -> bool:
    """Whether every run of true that lies inside has an allowed length, and none is endless."""
    text = "".join("x" if flag else "." for flag in flags)
    if "." not in text:
        return len(text) <= most
    inner = text[text.index(".") : text.rindex(".") + 1]
    return all(least <= len(run) <= most for run in inner.split(".") if run)
