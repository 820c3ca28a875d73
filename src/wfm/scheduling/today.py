"""The stage that looks at the rest of a day: what to move, whom to let go, whom to ask."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.options.today import TodayOptions
from wfm.scheduling.changes.choosing import chosen
from wfm.scheduling.changes.needs import Agents, Key, minute_of
from wfm.scheduling.changes.prices import Prices
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Staff
from wfm.scheduling.floor.coming_in import AtHome
from wfm.scheduling.floor.effects import effect
from wfm.scheduling.floor.offers import Floor, Offer
from wfm.scheduling.floor.placements import moved
from wfm.scheduling.options import Tables
from wfm.scheduling.people import by_agent
from wfm.scheduling.people_tables import read_wishes
from wfm.scheduling.presence import Needed, read_needed
from wfm.scheduling.rescheduling import read_staff
from wfm.scheduling.rest import Rest, rest_of
from wfm.tables.schedule_rows import Moments, ScheduledDay, read_schedule, schedule_table
from wfm.work.plan import Plan
from wfm.work.wording import agent_hours

log = logging.getLogger(__name__)
# Price of a meal, a break or an activity that moves, where a missing agent-hour costs 10: half an
# hour of one agent is worth it.
_MOVE, _MISSING_HOUR = 1.0, 10.0
# Of equal moves the nearer ones [per hour], and of people alike those named first, the first one
# earlier: one answer, whatever the solver.
_FAR, _ORDER = 0.1, 0.05
_HOUR = dt.timedelta(hours=1)
_LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)
_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Today:
    """What to do with the rest of a day.

    Parameters
    ----------
    table
        `wfm.tables.TODAY`: one step a row, and what it does to the intervals.
    schedule
        `wfm.tables.SCHEDULE` with the meals, breaks and activities moved: offers are for people to
        take.
    missing_before, missing_moved, missing_after
        What is missing in the rest of the day as it is, with the moves, and if everybody also
        accepts [agent-hours].
    """

    table: pd.DataFrame
    schedule: pd.DataFrame
    missing_before: float
    missing_moved: float
    missing_after: float


def today(schedule: pd.DataFrame, given: Tables, plan: Plan, options: TodayOptions) -> Today:
    """Say what to do with the rest of a day, step by step, and what each does to the intervals.

    Parameters
    ----------
    schedule
        `wfm.tables.SCHEDULE`.
    given
        The requirement; the agents, where they are known.
    plan
        Groups, shifts and rules.
    options
        Which rest, and what may be asked.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If a table cannot be read, or knows nothing of the day.
    """
    if given.requirement is None:
        raise InputError("give the requirement of the day: what is moved depends on it")
    needed = read_needed(given.requirement)
    days, staff = read_staff(schedule, given, plan)
    rest = rest_of(options, needed, days)
    until = dt.datetime.combine(rest.since.date() + dt.timedelta(days=1), dt.time(), rest.clock)
    duties = [d for d in days if d.start and d.end and rest.since < d.end and d.start < until]
    required = _required(needed, rest.since, until)
    if not required:
        raise InputError(f"the requirement has no interval of {rest.since.date()} after that time")
    needs = Agents(required, needed.step, tuple(duties))
    moves = _moves(staff, duties, needs, rest)
    after_moves = [moves[d].after if d in moves else d for d in duties]
    left = Agents(required, needed.step, tuple(after_moves))
    step = dt.timedelta(minutes=needed.step)
    floor = Floor(staff.with_changes(after_moves), after_moves, rest.since, step)
    asked = floor.overtime(left, rest.most_overtime)
    at_home = _at_home(floor, schedule, given, plan)
    come = at_home.asked(left, asked) if rest.most_overtime else []
    asked = _still_needed(asked, come, left)
    off = floor.time_off(left, rest.least_time_off, [offer.after.agent for offer in asked])
    steps = [
        *(step for move in moves.values() for step in _move_steps(move, needs, rest)),
        *(_offer_step("offer time off", offer, left, rest) for offer in off),
        *(_offer_step("ask for overtime", offer, left, rest) for offer in asked),
        *(_offer_step(f"ask to come in: {o.after.shift}", o, left, rest) for o in come),
    ]
    finally_ = left.spares
    for offer in (*off, *asked, *come):
        finally_.update(offer.net)
    kept = [moves[d].after if d in moves else d for d in days]
    return Today(
        table=tables.conform(pd.DataFrame(steps, columns=_COLUMNS), tables.TODAY),
        schedule=schedule_table(kept),
        missing_before=needs.missing_hours,
        missing_moved=left.missing_hours,
        missing_after=_missing(finally_, left.slot),
    )


def _still_needed(asked: Sequence[Offer], come: Sequence[Offer], left: Agents) -> list[Offer]:
    """Return the overtime that is worth asking for beside those who come in."""
    spare = left.spares
    for offer in (*asked, *come):
        spare.update(offer.net)
    kept = list(asked)
    for offer in reversed(asked):
        if all(spare[key] >= net for key, net in offer.net.items() if net > 0):
            kept.remove(offer)
            spare.subtract(offer.net)
    return kept


def _at_home(floor: Floor, schedule: pd.DataFrame, given: Tables, plan: Plan) -> AtHome:
    """Return the people who are off today, with their wishes, and what they may come for."""
    planned = read_schedule(tables.check(schedule, tables.SCHEDULE))
    until = floor.since + dt.timedelta(days=1)
    coming = [day for day in planned if day.start and floor.since < day.start < until]
    names = tuple(floor.staff.members)
    wishes = () if given.wishes is None else read_wishes(given.wishes, names, plan)
    return AtHome(floor.staff, floor.since, coming, by_agent(wishes))


_COLUMNS = [column.name for column in tables.TODAY.columns]


def _missing(spare: Mapping[Key, int], slot: int) -> float:
    return sum(-number for number in spare.values() if number < 0) * slot / 60


def _required(needed: Needed, since: dt.datetime, until: dt.datetime) -> dict[int, float]:
    """Return what is required in each interval that is not over."""
    starts = [moment.to_pydatetime() for moment in needed.starts]
    step = dt.timedelta(minutes=needed.step)
    return {
        minute_of(start): float(agents)
        for start, agents in zip(starts, np.asarray(needed.agents), strict=True)
        if since < start + step and start < until
    }


def _moves(
    staff: Staff, duties: Sequence[ScheduledDay], needs: Agents, rest: Rest
) -> dict[ScheduledDay, Offer]:
    """Choose which meals, breaks and activities move, and where to."""
    if not needs.missing:
        return {}
    step = dt.timedelta(minutes=needs.slot)
    ways: list[Rewrite] = []
    known: dict[tuple[str, ScheduledDay], ScheduledDay] = {}
    spare = needs.spares
    for place, duty in enumerate(duties):
        member = staff.members[duty.agent]
        for after in moved(duty, staff.plan, member.group, rest.since, step):
            net = {k: n for k, n in needs.change(duty, after).items() if k in spare}
            if any(n > 0 and spare[key] < 0 for key, n in net.items()):
                price = _price(duty, after, place / len(duties))
                ways.append(Rewrite(duty.agent, (after,), price, net))
                known[duty.agent, after] = duty
    prices = Prices(_MOVE, _MISSING_HOUR, _LATEST)
    taken, late = chosen(ways, needs, prices, rest.seconds)
    if late:
        log.warning("the time limit ended the search for moves: another run may differ")
    found = {}
    for rewrite in taken:
        (after,) = rewrite.days
        before = known[rewrite.agent, after]
        found[before] = Offer(before, after, rewrite.net)
    return found


def _price(before: ScheduledDay, after: ScheduledDay, place: float) -> float:
    """Price a person's moves; `place` is 0 of the first person, near 1 of the last."""
    later = [(new[0] - old[0]) / _HOUR for _, old, new in _pairs(before, after)]
    far = sum(map(abs, later))
    earlier = sum(-hours for hours in later if hours < 0)
    return _MOVE * len(later) + _FAR * far + _ORDER * place * (far + earlier)


def _pairs(before: ScheduledDay, after: ScheduledDay) -> Iterator[tuple[str, Moments, Moments]]:
    """Yield what is at another time, and both times."""
    for what, old, new in (
        ("meal", before.meals, after.meals),
        ("break", before.breaks, after.breaks),
    ):
        yield from ((what, a, b) for a, b in zip(old, new, strict=True) if a != b)
    names = sorted({name for *_, name in before.activities})
    for name in names:
        was, is_ = (
            [(a, b) for a, b, one in day.activities if one == name] for day in (before, after)
        )
        yield from ((name, a, b) for a, b in zip(was, is_, strict=True) if a != b)


def _move_steps(move: Offer, needs: Agents, rest: Rest) -> Iterator[dict[str, str]]:
    """Write the moves of one person: each by itself, with what it does."""
    for what, old, new in _pairs(move.before, move.after):
        slots = _between(new, needs.slot), _between(old, needs.slot)
        net: Counter[Key] = Counter(dict.fromkeys(slots[1], 1))
        net.subtract(dict.fromkeys(slots[0], 1))
        shown = {key: n for key, n in net.items() if n and key in needs.spares}
        yield {
            "agent": move.after.agent,
            "action": f"move {what}",
            "before": _span(old, rest.clock),
            "after": _span(new, rest.clock),
            "effect": effect(shown, needs.slot, rest.clock),
        }


def _between(span: Moments, slot: int) -> range:
    return range(minute_of(span[0]) // slot * slot, minute_of(span[1]), slot)


def _offer_step(action: str, offer: Offer, needs: Agents, rest: Rest) -> dict[str, str]:
    before, after = (
        _span((d.start, d.end), rest.clock) if d.start and d.end else d.shift
        for d in (offer.before, offer.after)
    )
    return {
        "agent": offer.after.agent,
        "action": action,
        "before": before,
        "after": after,
        "effect": effect(offer.net, needs.slot, rest.clock),
    }


def _span(span: Moments, clock: dt.tzinfo) -> str:
    first, last = (moment.astimezone(clock) for moment in span)
    return f"{first:%H:%M}-{last:%H:%M}"


def today_summary(made: Today) -> Iterator[str]:
    """Say what the steps do to what is missing."""
    actions = [str(action) for action in made.table["action"]]
    moves, offers, asked, come = (
        sum(action.startswith(words) for action in actions)
        for words in ("move", "offer", "ask for", "ask to")
    )
    yield f"to move: {moves}; time off to offer: {offers}; overtime to ask for: {asked}"
    if come:
        yield f"to ask whether they come in on a day off, of their own will: {come}"
    if made.missing_before <= 0:
        yield "nobody is missing in the rest of the day"
        return
    yield (
        f"missing in the rest of the day: {agent_hours(made.missing_before)}; "
        f"{agent_hours(made.missing_moved)} after the moves, "
        f"{agent_hours(made.missing_after)} if all asked agree"
    )
