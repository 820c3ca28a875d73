"""Random configurations and weeks that ask for everything that a configuration can say."""

import random
from typing import Any

import numpy as np

from wfm.units import hhmm

Draw = random.Random
PRESETS = ("eu-wtd", "uk-wtr", "de-arbzg", "ee-tls", "tw-lsa", "us-flsa")


def random_case(seed: int) -> tuple[dict[str, Any], np.ndarray, int]:
    """Return a configuration, a week that its shifts can cover but its rules may not, its step."""
    draw = Draw(seed)
    step = draw.choice([30, 30, 60, 15])
    exact = draw.random() < 0.12
    groups = [_group(draw, name, step, exact) for name in "ABC"[: draw.choice([1, 1, 1, 2, 2, 3])]]
    names = [shift["name"] for group in groups for shift in group["shift"]]
    section: dict[str, Any] = {"group": groups, "rules": _rules(draw, names)}
    if draw.random() < 0.8:
        section["rotation_weeks"] = draw.choice([3, 4, 6, 8, 12])
    if exact:
        section["coverage"] = "exact"
    elif draw.random() < 0.2:
        section["max_over"] = draw.randint(2, 8)
    if draw.random() < 0.2:
        section["rotation"] = "single"
    if draw.random() < 0.15:
        section["night"] = draw.choice(["23:00-02:00", "00:00-05:00", "02:00-04:00"])
    if draw.random() < 0.15:
        section["law"] = [draw.choice(PRESETS)]
    config: dict[str, Any] = {"roster": section}
    if draw.random() < 0.2 and not exact:
        config["activity"] = [_activity(draw, groups)]
    week = _duties(draw, groups, step) if exact else _load(draw, groups, step)
    if not exact:
        _counts(Draw(seed + 1_000_000), section)
        _comfort(Draw(seed + 2_000_000), section["rules"])
    return config, week, step


def _counts(draw: Draw, section: dict[str, Any]) -> None:
    """Bound how often some shifts are worked, and on which days, of a few plans."""
    shifts = [shift for group in section["group"] for shift in group["shift"]]
    if draw.random() < 0.15:
        section["rules"]["per_week"] = {
            draw.choice(shifts)["name"]: [draw.choice([0, 0, 1]), draw.randint(2, 4)]
        }
    if draw.random() < 0.15:
        draw.choice([section["rules"], *section["group"]])["nights_per_week"] = draw.choice(
            [0.5, 1, 1.2, 2]
        )
    if draw.random() < 0.15:
        names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        draw.choice(shifts)["weekdays"] = draw.choice([names[:5], names[1:], names[4:] + names[:2]])


COMFORT: dict[str, Any] = {
    "no_lone_days_off": True,
    "same_shift_in_stint": True,
    "max_shifts_per_stint": 2,
    "whole_weekends": True,
    "every_second_weekend": True,
    "quick_returns": 0,
}


def _comfort(draw: Draw, rules: dict[str, Any]) -> None:
    """Ask for some of what people like in a few plans."""
    every = COMFORT | {"quick_returns": draw.randint(0, 1)}
    rules |= {name: value for name, value in every.items() if draw.random() < 0.05}


def _group(draw: Draw, name: str, step: int, exact: bool) -> dict[str, Any]:
    hours = draw.choice([4, 6, 8, 8.5, 8.5, 9, 10.5, 12])
    group: dict[str, Any] = {
        "name": name,
        "weekly_hours": draw.choice([20, 25, 38.5, 40, 42]),
        "presence_hours": hours,
        **_pauses(draw, hours, none=exact),
        "shift": [
            _shift(draw, f"{name}{n}", step, exact) for n in range(draw.choice([1, 2, 2, 3, 4]))
        ],
    }
    chances = (
        (0.15, {"max_agents": draw.randint(6, 30)}),
        (0.15, {"min_agents": draw.randint(1, 4)}),
        (0.2, {"cost_per_hour": draw.choice([0.5, 15.0, 21.75])}),
        (0.2, {"night_premium": 0.25, "sunday_premium": draw.choice([0, 0.5])}),
        (0.1, {"hours_per_week": draw.choice([36, 40, 44])}),
    )
    for chance, keys in chances:
        if draw.random() < chance:
            group |= keys
    if draw.random() < 0.08:
        group = {k: v for k, v in group.items() if k not in ("max_agents", "min_agents")}
        group["agents"] = draw.randint(3, 12)
    if draw.random() < 0.2 and not exact:
        # A shift of other hours than its group's.
        short = draw.choice([4, 5, 6])
        group["shift"][-1] |= {"presence_hours": short, **_pauses(draw, short)}
    return group


def _pauses(draw: Draw, hours: float, *, none: bool = False) -> dict[str, Any]:
    """Return meals and breaks that fit in a duty of so many hours."""
    keys: dict[str, Any] = {"meals": [], "breaks": [], "paid_hours": hours}
    if none:
        return keys
    if hours > 6:
        keys["meals"] = [{"minutes": 30, "from_hours": 2.5, "to_hours": draw.choice([3, 4, 4.5])}]
        keys["paid_hours"] = hours - 0.5
    if hours >= 10 and draw.random() < 0.6:
        keys["meals"].append({"minutes": 30, "from_hours": 6, "to_hours": draw.choice([7, 8])})
        keys["paid_hours"] = hours - 1
    if draw.random() < 0.3:
        keys["breaks"] = [
            {"minutes": draw.choice([10, 15, 15, 15, 15]), "from_hours": 0.5, "to_hours": 1.5}
        ]
    if hours > 6 and draw.random() < 0.2:
        keys["breaks"].append({"minutes": 15, "from_hours": hours - 2.5, "to_hours": hours - 1})
    if draw.random() < 0.5:
        keys["min_gap_minutes"] = draw.choice([0, 30, 45])
    return keys


def _shift(draw: Draw, name: str, step: int, exact: bool) -> dict[str, Any]:
    first = draw.randrange(0, 1440, step)
    last = min(first + draw.choice([0, 1, 2, 4]) * step, 1440 - step)
    shift: dict[str, Any] = {"name": name, "starts": [hhmm(first)]}
    if not exact:
        window = f"{hhmm(first)}-{hhmm(last)}"
        shift["starts"] = window if draw.random() < 0.7 else [hhmm(first), hhmm(last)]
    if draw.random() < 0.15:
        shift["run"] = [draw.randint(1, 2), draw.randint(3, 5)]
    return shift


def _rules(draw: Draw, names: list[str]) -> dict[str, Any]:
    every = {
        "min_rest_hours": (0.7, draw.choice([8, 11, 12])),
        "days_on": (0.6, [draw.randint(1, 3), draw.randint(4, 6)]),
        "days_off": (0.5, [draw.randint(1, 2), draw.randint(3, 6)]),
        "nights_on": (0.5, [draw.randint(1, 2), draw.randint(3, 5)]),
        "days_off_after_nights": (0.5, draw.randint(1, 2)),
        "weekends_on": (0.4, draw.randint(1, 3)),
        "free_weekends": (0.4, [1, draw.randint(2, 4)]),
        "hours_per_week": (0.5, draw.choice([40, 48])),
        "days_off_together": (0.15, 2),
        "forbidden": (
            0.6,
            [
                [draw.choice(names), draw.choice(names)],
                [draw.choice(names), "OFF", draw.choice(names)],
            ][: draw.randint(1, 2)],
        ),
    }
    return {name: value for name, (chance, value) in every.items() if draw.random() < chance}


def _activity(draw: Draw, groups: list[dict[str, Any]]) -> dict[str, Any]:
    activity: dict[str, Any] = {"name": "training", "minutes": draw.choice([30, 60, 90])}
    if draw.random() < 0.5:
        activity["window"] = draw.choice(["09:00-17:00", "20:00-04:00"])
    if draw.random() < 0.3:
        activity["per_line"] = 2
    if draw.random() < 0.3:
        activity["groups"] = [groups[0]["name"]]
    return activity


def _times(shift: dict[str, Any], group: dict[str, Any], step: int) -> tuple[int, int]:
    """Return first interval and number of intervals of a shift's first duty."""
    starts = shift["starts"]
    text = starts[:5] if isinstance(starts, str) else starts[0]
    hours = shift.get("presence_hours", group["presence_hours"])
    return (int(text[:2]) * 60 + int(text[3:])) // step, int(hours * 60) // step


def _load(draw: Draw, groups: list[dict[str, Any]], step: int) -> np.ndarray:
    """Return a double-peaked week, in the intervals that some shift reaches."""
    slots = 7 * 1440 // step
    can = np.zeros(slots, dtype=bool)
    for group in groups:
        for shift in group["shift"]:
            first, length = _times(shift, group, step)
            for day in range(7):
                can[(day * 1440 // step + first + np.arange(length)) % slots] = True
    hour = np.arange(slots) * step % 1440 / 60
    shape = np.exp(-(((hour - 11) / 3) ** 2)) + 0.8 * np.exp(-(((hour - 17) / 3) ** 2)) + 0.1
    return np.where(can, np.ceil(draw.choice([0.5, 1, 2, 4]) * shape), 0).astype(int)


def _duties(draw: Draw, groups: list[dict[str, Any]], step: int) -> np.ndarray:
    """Return a week made of duties, as exact coverage needs."""
    slots = 7 * 1440 // step
    week = np.zeros(slots, dtype=int)
    for group in groups:
        for shift in group["shift"]:
            first, length = _times(shift, group, step)
            on_weekdays, on_weekends = draw.randint(1, 4), draw.randint(0, 2)
            for day in range(7):
                number = on_weekdays if day < 5 else on_weekends
                week[(day * 1440 // step + first + np.arange(length)) % slots] += number
    return week
