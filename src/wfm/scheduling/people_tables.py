"""The tables of people, read: agents, absences and wishes; what is wrong is said with its place."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import pandas as pd

from wfm import tables, timestamps
from wfm.errors import InputError, OptionError
from wfm.quoting import quoted
from wfm.scheduling.people import Absence, Agent, Wish
from wfm.tables.intervals import where_of
from wfm.units import clock, weekday
from wfm.weekdays import DAY, OFF
from wfm.work.plan import Plan

Cells = Mapping[str, str]
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")
_MOST_DAYS = 60


def read_agents(frame: pd.DataFrame, plan: Plan | None = None) -> tuple[Agent, ...]:
    """Read the table of agents, in its order.

    Parameters
    ----------
    frame
        `wfm.tables.AGENTS`.
    plan
        Groups and shifts that it may name; None: any.

    Raises
    ------
    InputError
        If a cell cannot be read, two agents have one name, or a group or a shift is unknown.
    """
    found: dict[str, Agent] = {}

    checked = tables.check(frame, tables.AGENTS)

    def one(cells: Cells) -> None:
        agent = _agent(cells)
        if "skills" not in checked:
            agent = replace(agent, skills=None)
        if agent.name in found:
            raise ValueError(f"column agent: two agents are called {quoted(agent.name)}")
        if agent.first_day and agent.last_day and agent.last_day < agent.first_day:
            raise ValueError(f"column last_day: {agent.last_day} is before {agent.first_day}")
        if plan is not None:
            _check_names(agent, plan)
        found[agent.name] = agent

    _each(checked, tables.AGENTS, one)
    return tuple(found.values())


def _agent(cells: Cells) -> Agent:
    return Agent(
        name=cells["agent"],
        group=cells["group"],
        team=cells["team"],
        line=int(float(cells["line"] or 0)),
        first_day=_day(cells["first_day"]),
        last_day=_day(cells["last_day"]),
        skills=tuple(filter(None, re.split(r"[\s|]+", cells["skills"]))),
        timezone=_zone(cells["timezone"]),
        weekly_hours=_number(cells["weekly_hours"]),
        email=cells["email"],
        min_hours=_number(cells["min_hours"]),
        max_hours=_number(cells["max_hours"]),
        days_on=_range(cells["days_on"], "days_on"),
        days_off=_range(cells["days_off"], "days_off"),
        max_weekends=None if not cells["max_weekends"] else int(float(cells["max_weekends"])),
        shift_limits=_shift_limits(cells["shift_limits"]),
    )


def _check_names(agent: Agent, plan: Plan) -> None:
    """Refuse names of groups and shifts that nothing has."""
    if agent.group and agent.group not in plan.by_name:
        raise ValueError(f"column group: {_unknown(agent.group, plan.by_name, 'group')}")
    groups = [plan.by_name[agent.group]] if agent.group else list(plan.groups)
    shifts = [shift.name for group in groups for shift in group.shifts]
    for name, _ in agent.shift_limits:
        if shifts and name not in shifts:
            raise ValueError(f"column shift_limits: {_unknown(name, shifts, 'shift')}")


def read_absences(frame: pd.DataFrame, agents: Collection[str]) -> tuple[Absence, ...]:
    """Read the table of absences, in its order.

    Parameters
    ----------
    frame
        `wfm.tables.ABSENCES`.
    agents
        Names of the agents that there are.

    Raises
    ------
    InputError
        If a cell cannot be read, an agent is unknown, or an absence ends before it begins.
    """
    found = []

    def one(cells: Cells) -> None:
        _check_agent(cells["agent"], agents)
        begins, ends = _moment(cells["first"], "first"), _moment(cells["last"], "last")
        if (begins.tzinfo is None) != (ends.tzinfo is None):
            raise ValueError("column last: write a day in both columns, or a moment in both")
        whole = begins.tzinfo is None
        if ends < begins or (ends == begins and not whole):
            raise ValueError(
                f"column last: {quoted(cells['last'])} is not after the first, {cells['first']}"
            )
        absence = Absence(
            cells["agent"],
            begins.date(),
            ends.date(),
            kind=cells["kind"] or "leave",
            paid=_switch(cells["paid"], "paid", default=True),
        )
        found.append(absence if whole else replace(absence, begins=begins, ends=ends))

    _each(tables.check(frame, tables.ABSENCES), tables.ABSENCES, one)
    return tuple(found)


def read_wishes(
    frame: pd.DataFrame, agents: Collection[str], plan: Plan | None = None
) -> tuple[Wish, ...]:
    """Read the table of wishes, in its order.

    Parameters
    ----------
    frame
        `wfm.tables.WISHES`.
    agents
        Names of the agents that there are.
    plan
        Shifts that it may name; None: any.

    Raises
    ------
    InputError
        If a cell cannot be read, or an agent or a shift is unknown.
    """
    found = []
    known = [] if plan is None else [shift.name for g in plan.groups for shift in g.shifts]

    def one(cells: Cells) -> None:
        _check_agent(cells["agent"], agents)
        weight = _number(cells["weight"])
        wish = Wish(
            cells["agent"],
            *_date_or_weekday(cells["date"]),
            *_shift_or_window(cells["shift"], known),
            weight=1.0 if weight is None else weight,
            hard=_switch(cells["hard"], "hard", default=False),
        )
        found.append(wish)

    _each(tables.check(frame, tables.WISHES), tables.WISHES, one)
    return tuple(found)


def _each(checked: pd.DataFrame, table: tables.Table, one: Callable[[Cells], None]) -> None:
    """Read each row of a table that was checked; what is wrong with one is said with its place."""
    where = where_of(checked)
    blank = {column.name: "" for column in table.columns}
    for position, record in enumerate(checked.to_dict("records")):
        cells = {
            str(name): "" if pd.isna(value) else str(value).strip()
            for name, value in record.items()
        }
        try:
            one({**blank, **cells})
        except ValueError as error:
            raise InputError(f"{where(position)}, {error}") from None


def _check_agent(name: str, agents: Collection[str]) -> None:
    if name not in agents:
        raise ValueError(f"column agent: {_unknown(name, agents, 'agent')}")


def _unknown(name: str, known: Collection[str], what: str) -> str:
    """Say that nothing is called so, and what comes near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    hint = f": the nearest one is {quoted(near[0])}" if near else ""
    return f"no {what} is called {quoted(name)}{hint}"


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None


def _zone(text: str) -> ZoneInfo | None:
    try:
        return timestamps.zone(text or None)
    except OptionError as error:
        raise ValueError(f"column timezone: {error.message}") from None


def _range(text: str, column: str) -> tuple[int, int] | None:
    """Read ``2-5``, or ``5``: at most."""
    if not text:
        return None
    match = re.fullmatch(r"(?:(\d{1,2})\s*-\s*)?(\d{1,2})(?:\.0)?", text)
    least, most = (int(match[1] or 1), int(match[2])) if match else (0, 0)
    if not 1 <= least <= most <= _MOST_DAYS:
        raise ValueError(f"column {column}: {quoted(text)} is no range of days: write 2-5, or 5")
    return least, most


def _shift_limits(text: str) -> tuple[tuple[str, int], ...]:
    """Read ``D=14|E=0``."""
    found = {}
    for item in filter(None, (part.strip() for part in text.split("|"))):
        name, equals, number = item.rpartition("=")
        if not (equals and name.strip() and re.fullmatch(r"\s*\d{1,4}\s*", number)):
            raise ValueError(
                f"column shift_limits: {quoted(item)} is no limit of a shift: write D=14|E=0"
            )
        found[name.strip()] = int(number)
    return tuple(found.items())


def _moment(text: str, column: str) -> dt.datetime:
    """Read a day, or a moment with its offset."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = dt.datetime.min
    unread = moment == dt.datetime.min if moment.tzinfo is None else False
    if unread or (moment.tzinfo is None and len(text) > len("2026-12-07")):
        raise ValueError(
            f"column {column}: {quoted(text)} is neither a day nor a moment with an offset: write "
            "2026-12-07 or 2026-12-07T13:00+00:00"
        )
    return moment


def _date_or_weekday(text: str) -> tuple[dt.date | None, int | None]:
    """Read a day or a weekday; nothing is every day."""
    if not text:
        return None, None
    number = weekday(text)
    if number is not None:
        return None, number - 1
    try:
        return dt.date.fromisoformat(text[:10]), None
    except ValueError:
        raise ValueError(
            f"column date: {quoted(text)} is neither a day nor a weekday: write 2026-12-07 or Mon"
        ) from None


def _shift_or_window(text: str, known: Sequence[str]) -> tuple[str, tuple[int, int] | None]:
    """Read the name of a shift, OFF, or a window."""
    if text.upper() == OFF:
        return OFF, None
    if text not in known and re.fullmatch(r"\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d", text):
        first, last = (clock(part) for part in text.split("-"))
        return "", (first, last if last > first else last + DAY)
    if known and text not in known:
        raise ValueError(f"column shift: {_unknown(text, known, 'shift')}; write OFF for a day off")
    return text, None


def _switch(text: str, column: str, *, default: bool) -> bool:
    word = text.lower()
    if word and word not in (*_YES, *_NO):
        raise ValueError(f"column {column}: {quoted(text)} is neither true nor false")
    return default if not word else word in _YES
