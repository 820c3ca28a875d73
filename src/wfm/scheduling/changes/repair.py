"""Close the holes of a schedule with the fewest changes: few candidates first, then more.

Each round knows more ways than the one before: first the lost duties alone, then those of who takes
them, then with one and with two other days changed to make room. It ends as soon as nothing can be
better, when two rounds bring nothing, or with the time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wfm import deadline
from wfm.scheduling.changes.choosing import chosen
from wfm.scheduling.changes.needs import Needs
from wfm.scheduling.changes.rewrites import Rewrite, Search, given_up
from wfm.tables.schedule_rows import ScheduledDay

_TINY = 1e-6
# Days changed besides to make room: in the round for the duties wanted, and for those given up.
_ROUNDS = ((0, 0), (1, 0), (2, 1))
# Ways that are looked at in a round, of all people together.
_MOST_WAYS = 30_000
# Time to choose, however late it is [s].
_LEAST_SECONDS = 1.0
# Rewrites that the judge refuses are left out, and it is chosen again, at most so often.
_MOST_REFUSALS = 20

Refused = Callable[[Sequence[Rewrite]], Sequence[Rewrite]]


@dataclass(frozen=True)
class Repair:
    """How the holes are closed.

    Parameters
    ----------
    rewrites
        Who changes what.
    missing_hours
        Agent-hours that nobody works [h].
    cost
        Price of the changes and of what is missing.
    repeats
        Whether the same input gives the same again: the clock ended nothing.
    """

    rewrites: tuple[Rewrite, ...]
    missing_hours: float
    cost: float
    repeats: bool


def repair(search: Search, wanted: Sequence[ScheduledDay], refused: Refused) -> Repair:
    """Look for the changes that cost least with what stays missing.

    Parameters
    ----------
    search
        The people, what is needed, and what changes cost.
    wanted
        The duties that would fill what is missing.
    refused
        Names of some rewrites those that a judge finds at fault.
    """
    members = [m for m in search.staff.members.values() if m.agent not in search.spared]
    most = max(1, _MOST_WAYS // max(1, len(members)))
    known: dict[object, Rewrite] = {}
    best = _nothing(search)
    idle = 0
    for room, room_for_others in _ROUNDS:
        for asked, much in ((list(wanted), room), (None, room_for_others)):
            duties = given_up(search.staff, known.values()) if asked is None else asked
            for member in members:
                if deadline.over():
                    break
                for rewrite in search.rewrites(member, duties, much, most):
                    known.setdefault((rewrite.agent, rewrite.days), rewrite)
        made = _chosen(search, list(known.values()), refused)
        idle = 0 if made.cost < best.cost - _TINY else idle + 1
        best = min(best, made, key=lambda one: one.cost)
        if deadline.over():
            return replace(best, repeats=False)
        if _is_least(best) or idle == 2:
            break
    return best


def _is_least(best: Repair) -> bool:
    """Whether everything is filled, and nobody gives up anything for it."""
    gives = any(number < 0 for rewrite in best.rewrites for number in rewrite.net.values())
    return best.missing_hours < _TINY and not gives


def _nothing(search: Search) -> Repair:
    hours = search.needs.missing_hours
    return Repair((), hours, search.prices.missing_hour * hours, repeats=True)


def _chosen(search: Search, rewrites: list[Rewrite], refused: Refused) -> Repair:
    """Choose among rewrites, without those that the judge refuses."""
    repeats = True
    for _ in range(_MOST_REFUSALS):
        seconds = max(_LEAST_SECONDS, deadline.left())
        with deadline.regardless():  # what is found is to be chosen from, however late it is
            taken, late = chosen(rewrites, search.needs, search.prices, seconds)
        repeats = repeats and not late
        at_fault = refused(taken) if taken else ()
        if not at_fault:
            hours = still_missing(search.needs, taken)
            price = sum(rewrite.price for rewrite in taken)
            cost = price + search.prices.missing_hour * hours
            return Repair(tuple(taken), hours, cost, repeats)
        rewrites = [rewrite for rewrite in rewrites if rewrite not in at_fault]
    return _nothing(search)


def still_missing(needs: Needs, rewrites: Sequence[Rewrite]) -> float:
    """Return the agent-hours that stay missing, or become so [h]."""
    keys = {key for rewrite in rewrites for key in rewrite.net} | set(needs.missing)
    return sum(
        max(0, -needs.spare(key) - sum(rewrite.net.get(key, 0) for rewrite in rewrites))
        * needs.hours(key)
        for key in keys
    )
