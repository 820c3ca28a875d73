"""Wishes shut nothing out, and price what they speak of."""

import pytest

from rostering.rotations import FIXED, days
from wfm.rostering.program.network import OFF_DAY, Arc, network
from wfm.work.rules.stints import DaysOff, DaysOn
from wfm.work.rules.wishes import LoneDayOff, LoneDayOn, SplitWeekend, StartMoved, Wish

BANDS = list(FIXED.values())
LONE = (LoneDayOff(1.0), LoneDayOn(1.0))


def price(wishes: tuple[Wish, ...], letters: str) -> float:
    """Return the price of a rotation, walked until it closes."""
    rules = (DaysOn(1, 7), DaysOff(1, 4), *wishes)
    arcs: dict[tuple[int, int], Arc] = {(a.tail, a.band): a for a in network(rules, BANDS).arcs}
    word = ["ELNT".index(c) if c in FIXED else OFF_DAY for c in letters.replace(" ", "")]
    for first in {tail for (tail, _), arc in arcs.items() if arc.weekday == 0}:
        node, total = first, 0.0
        for band in word:
            if (node, band) not in arcs:
                break
            total += arcs[node, band].price
            node = arcs[node, band].head
        else:
            if node == first:
                return total
    raise AssertionError(letters)


@pytest.mark.parametrize(
    ("wishes", "letters", "expected"),
    [
        (LONE, "EEEEE..", 0),
        (LONE, "EEE.EE.", 2),
        (LONE, "E..EE.E .EE..EE", 3),
        ((SplitWeekend(1.0),), "..EEE..", 0),
        ((SplitWeekend(1.0),), "..EEEE.", 1),
        ((SplitWeekend(1.0),), "EEE...E EE...EE EEEEE..", 1),
        ((SplitWeekend(1.0, (4, 5)),), "EEEEE..", 1),
        ((StartMoved(1.0),), "EEE.LL.", 0),
        ((StartMoved(1.0),), "EELLL..", 1),
        ((StartMoved(1.0),), "L..EELE", 3),
    ],
)
def test_a_rotation_has_the_price_of_what_it_brings(
    wishes: tuple[Wish, ...], letters: str, expected: float
) -> None:
    assert price(wishes, letters) == expected


def test_a_wish_finds_no_fault() -> None:
    for wish in (*LONE, SplitWeekend(1.0), StartMoved(1.0)):
        assert list(wish.faults(days("E.E.E.E"))) == []
        assert wish.words() == type(wish).__name__
