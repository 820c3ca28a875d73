"""A calendar for each agent: iCalendar files that update those handed out before.

Times are UTC, which no program misreads; the agent's wall clock stands in the texts. A duty keeps
its identity, whatever becomes of it: that of its agent, its date and its number on that date.

References
----------
Internet Calendaring and Scheduling Core Object Specification (iCalendar), RFC 5545,
doi:10.17487/RFC5545. iCalendar Transport-Independent Interoperability Protocol (iTIP), RFC 5546,
doi:10.17487/RFC5546.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote, unquote

from icalendar import Calendar, Component, Event, vText

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.reporting.file_names import file_names
from wfm.reporting.times import (
    activities_text,
    changes_clock,
    hours_text,
    listed,
    offset_text,
    present_hours,
    span_text,
    utc,
)
from wfm.tables.schedule_rows import ScheduledDay

ENDING = ".ics"
ZIP = "calendars.zip"
_MADE_BY = "-//wfm//schedule//EN"
# The agent, in signs that no reader takes for anything else.
_AGENT = "X-WFM-AGENT"
_DATE = "X-WFM-DATE"
# Some calendars leave what is cancelled in sight.
_GONE = "CANCELLED: "
# The same calendars have the same bytes, whenever they are packed.
_PACKED = (1980, 1, 1, 0, 0, 0)

Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class _Entry:
    """A duty in a calendar.

    Parameters
    ----------
    uid
        What stays the same when the duty changes.
    date
        The day on which it starts, on the agent's clock.
    start, end
        As UTC.
    summary, description
        What is said of it.
    is_cancelled
        Whether it was taken away.
    sequence
        How often it has changed.
    """

    uid: str
    date: dt.date
    start: dt.datetime
    end: dt.datetime
    summary: str
    description: str
    is_cancelled: bool = False
    sequence: int = 0


_Known = dict[str, _Entry]


def calendars(
    days: Sequence[ScheduledDay],
    previous: Mapping[str, bytes] | None = None,
    period: Period | None = None,
) -> dict[str, bytes]:
    """Write a calendar for each agent, and all of them in one zip.

    Parameters
    ----------
    days
        The schedule.
    previous
        Content of the files that these replace, by name. A duty that differs from the one there
        has the next SEQUENCE; one of this period that is gone is cancelled.
    period
        First and last day of the schedule; None: those of its rows. Duties before it are left
        out, those after it stay as they are.

    Returns
    -------
    dict
        Content of each file, by name; the zip is the last. Agents without a duty have none.

    Raises
    ------
    InputError
        If a file that these replace is damaged.
    """
    known, files = _read_previous(previous or {})
    dates = [day.date for day in days]
    if period is None:
        period = (min(dates), max(dates)) if dates else (dt.date.max, dt.date.min)
    duties: dict[str, list[ScheduledDay]] = {}
    for day in days:
        if day.on_duty:
            duties.setdefault(day.agent, []).append(day)
    entries = {
        agent: _merged(_entries(duties.get(agent, ())), known.get(agent, {}), period)
        for agent in dict.fromkeys((*duties, *known))
    }
    entries = {agent: merged for agent, merged in entries.items() if merged}
    ours = set(files.values())
    others = [name for name in previous or {} if name not in ours]
    names = file_names(entries, ENDING, files, others)
    written = {names[agent]: _calendar(agent, found) for agent, found in entries.items()}
    return written | {ZIP: _packed(written)}


def _entries(days: Iterable[ScheduledDay]) -> _Known:
    """Turn the duties of an agent into entries of a calendar, in the order of time."""
    found = {}
    ordered = sorted(days, key=lambda day: (day.date, day.start or dt.datetime.min))
    for date, of_a_day in groupby(ordered, key=lambda day: day.date):
        for number, day in enumerate(of_a_day, 1):
            assert day.start is not None
            assert day.end is not None
            uid = _uid(day.agent, date, number)
            start, end = utc(day.start), utc(day.end)
            found[uid] = _Entry(uid, date, start, end, _summary(day), _description(day))
    return found


def _uid(agent: str, date: dt.date, number: int) -> str:
    """Return what stays the same of a duty, whatever becomes of it."""
    text = f"{agent}\n{date.isoformat()}\n{number}".encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(text).hexdigest()[:32]}@wfm"


def _summary(day: ScheduledDay) -> str:
    """Say a duty in one line, what matters most first."""
    assert day.start is not None
    assert day.end is not None
    parts = [f"{day.shift} {span_text(day.start, day.end)}"]
    parts += [f"meal {listed(day.meals, day)}"] if day.meals else []
    parts += [f"breaks {listed(day.breaks, day)}"] if day.breaks else []
    return " | ".join(parts)


def _description(day: ScheduledDay) -> str:
    """Say all that is known of a duty, a line each."""
    assert day.start is not None
    assert day.end is not None
    lines = [
        f"Shift: {day.shift}",
        f"Time: {span_text(day.start, day.end)} on your clock, {_offsets(day)}",
        f"Length: {hours_text(present_hours(day))}",
        f"Meals: {listed(day.meals, day) or 'none'}",
        f"Breaks: {listed(day.breaks, day) or 'none'}",
    ]
    lines += [f"Activities: {activities_text(day)}"] if day.activities else []
    lines += [f"Paid: {hours_text(day.hours)}"] if day.hours else []
    lines += [f"Note: {day.note}"] if day.note else []
    return "\n".join(lines)


def _offsets(day: ScheduledDay) -> str:
    """Say which clock it is, and where it changes."""
    assert day.start is not None
    assert day.end is not None
    if changes_clock(day):
        return f"which changes from {offset_text(day.start)} to {offset_text(day.end)}"
    return offset_text(day.start)


def _merged(now: _Known, before: _Known, period: Period) -> list[_Entry]:
    """Give each duty its SEQUENCE, cancel what is gone, and keep what this schedule is not of."""
    merged = {}
    for uid, entry in now.items():
        old = before.get(uid)
        sequence = 0
        if old is not None:
            sequence = old.sequence + (replace(entry, sequence=old.sequence) != old)
        merged[uid] = replace(entry, sequence=sequence)
    first, last = period
    for uid, old in before.items():
        if uid in now or old.date < first:
            continue
        gone = old.date <= last and not old.is_cancelled
        merged[uid] = replace(old, is_cancelled=True, sequence=old.sequence + 1) if gone else old
    return sorted(merged.values(), key=lambda entry: (entry.start, entry.uid))


def _calendar(agent: str, entries: Iterable[_Entry]) -> bytes:
    """Write a calendar."""
    made = Calendar()
    made.add("PRODID", _MADE_BY)
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", vText(f"Duties of {agent}"))
    made.add(_AGENT, quote(agent, safe=" ", errors="surrogatepass"))
    for entry in entries:
        event = Event()
        event.add("UID", entry.uid)
        event.add("DTSTAMP", _stamp(entry))
        event.add("DTSTART", entry.start)
        event.add("DTEND", entry.end)
        event.add("SEQUENCE", entry.sequence)
        event.add("STATUS", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
        event.add("TRANSP", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
        event.add("SUMMARY", _GONE * entry.is_cancelled + entry.summary)
        event.add("DESCRIPTION", entry.description)
        event.add(_DATE, entry.date.isoformat())
        made.add_component(event)
    return bytes(made.to_ical())


def _stamp(entry: _Entry) -> dt.datetime:
    """Return a moment that grows with each change and depends on nothing but the duty."""
    midnight = dt.datetime.combine(entry.date, dt.time(), dt.UTC)
    return midnight + dt.timedelta(seconds=entry.sequence)


def _read_previous(previous: Mapping[str, bytes]) -> tuple[dict[str, _Known], dict[str, str]]:
    """Read the calendars that are replaced: the duties of each agent, and the agent's file."""
    known: dict[str, _Known] = {}
    files: dict[str, str] = {}
    for name, data in sorted(previous.items()):
        if not name.lower().endswith(ENDING) or _MADE_BY.encode() not in data:
            continue
        try:
            read = Calendar.from_ical(data)
            agent = unquote(str(read[_AGENT]), errors="surrogatepass")
            found = [_read_entry(event) for event in read.walk("VEVENT")]
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            raise InputError(
                f"{quoted(name)}: is a damaged calendar, and what it says of duties is needed: "
                "move it away to begin anew"
            ) from None
        if agent in files:
            raise InputError(
                f"{quoted(name)}: is of the same agent as {quoted(files[agent])}: move one away"
            )
        files[agent] = name
        known[agent] = {entry.uid: entry for entry in found}
    return known, files


def _read_entry(event: Component) -> _Entry:
    is_cancelled = str(event["STATUS"]) == "CANCELLED"
    summary = str(event["SUMMARY"])
    return _Entry(
        str(event["UID"]),
        dt.date.fromisoformat(str(event[_DATE])),
        _instant(event, "DTSTART"),
        _instant(event, "DTEND"),
        summary.removeprefix(_GONE) if is_cancelled else summary,
        str(event["DESCRIPTION"]),
        is_cancelled,
        int(str(event["SEQUENCE"])),
    )


def _instant(event: Component, name: str) -> dt.datetime:
    found: object = event.decoded(name)
    if not isinstance(found, dt.datetime):
        raise TypeError(name)
    return found.astimezone(dt.UTC)


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            place = zipfile.ZipInfo(name, _PACKED)
            place.compress_type = zipfile.ZIP_DEFLATED
            place.external_attr = 0o644 << 16
            packed.writestr(place, content)
    return data.getvalue()
