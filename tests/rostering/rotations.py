"""Rotations written as letters, and whether the network of some rules walks them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from rostering.plans import plan
from wfm.rostering import Band
from wfm.rostering.program.network import OFF_DAY, Arc, network
from wfm.work.rules.catalogue import Duty, Rule

LONG = {"presence_hours": 12, "paid_hours": 11}


def bands(**starts: Any) -> dict[str, Band]:
    """Return bands early, late and night by their first letters, and one of twelve hours."""
    shifts: list[dict[str, Any]] = [
        {"name": "early", "starts": ["06:00"]},
        {"name": "late", "starts": ["14:00"]},
        {"name": "night", "starts": ["22:00"]},
        {"name": "twelve", "starts": ["07:00"], **LONG},
    ]
    for shift in shifts:
        shift["starts"] = starts.get(str(shift["name"]), shift["starts"])
    made = plan(rules={}, group=[{"name": "all", "weekly_hours": 80, "shift": shifts}])
    return {band.shift.name[0].upper(): band for band in made.bands(made.groups[0], 30)}


FIXED = bands()
WIDE = bands(early="05:00-08:00", late="13:00-16:00", night="21:00-23:00", twelve="06:00-08:00")


def days(letters: str, starts: Sequence[int] = ()) -> list[Duty | None]:
    """Return a rotation written as letters, seven a line; a dot is a day off."""
    found: list[Duty | None] = []
    for i, letter in enumerate(letters.replace(" ", "")):
        band = FIXED.get(letter)
        if band is None:
            found.append(None)
        else:
            start = starts[i] if starts else band.starts[0]
            shift = band.shift
            found.append(Duty(shift.name, start, start + shift.presence, shift.paid, band.night))
    return found


@cache
def _arcs(rules: tuple[Rule, ...], wide: bool) -> dict[tuple[int, int], Arc]:
    """Return the days of a network by their morning and band."""
    named = WIDE if wide else FIXED
    return {(a.tail, a.band): a for a in network(rules, list(named.values())).arcs}


def legal(rules: Sequence[Rule], letters: str, *, wide: bool = False) -> bool:
    """Whether a walk through the network of these rules closes with these days."""
    moves = _arcs(tuple(rules), wide)
    word = ["ELNT".index(c) if c in FIXED else OFF_DAY for c in letters]
    for first in {a.tail for a in moves.values() if a.weekday == 0}:
        node = first
        for band in word:
            if (node, band) not in moves:
                break
            node = moves[node, band].head
        else:
            if node == first:
                return True
    return False
