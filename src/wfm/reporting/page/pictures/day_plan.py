"""One day person by person: duties with their meals and breaks, each day to be opened."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from wfm.errors import OptionError
from wfm.quoting import quoted
from wfm.reporting.bands import Band
from wfm.reporting.page import svg
from wfm.reporting.page.covered import covered, missing
from wfm.reporting.page.duties import Drawn, Span, day_name, drawn, is_dated, looks
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Panel, Picture
from wfm.reporting.page.pictures.grid import legend, style
from wfm.units import hhmm, hhmm_spans
from wfm.weekdays import DAY
from wfm.work.wording import WEEKDAYS

_WIDTH, _ROW, _HEAD = 960.0, 13.0, 20.0
_LEFT, _RIGHT = 130.0, 18.0
_MOST_DAYS = 31
_MOST_ROWS = 75  # below one another in a drawing
_LOW_ROW, _MOST_LOW_ROWS = 10.0, 122  # on paper, where there are more
_AWAY = (("meal", "meal"), ("break", "break"), ("activity", "training, meetings"))


def day_plan(given: Given) -> Iterator[Picture]:
    """Draw each day."""
    days = drawn(given)
    duties = [day for day in days if day.on_duty and day.here]
    if not duties:
        if given.day:
            raise OptionError("day", "nobody works in what is given: add a roster or a schedule")
        return
    colours = looks(days)
    dated = is_dated(given)
    dates = sorted({day.date for day in duties})
    first = _first(given, duties, dates, dated=dated)
    place = dates.index(first)
    begin = 0 if place < _MOST_DAYS else min(place, len(dates) - _MOST_DAYS)
    dates = dates[begin : begin + _MOST_DAYS]
    ordered = [first, *(date for date in dates if date != first)]
    of_day = {
        date: sorted(
            (day for day in duties if day.date == date), key=lambda day: (day.start, day.end)
        )
        for date in ordered
    }
    panels = [
        panel
        for date in ordered
        for panel in _panels(day_name(date, dated=dated), of_day[date], colours)
    ]
    low: tuple[Panel, ...] = ()
    if len(of_day[first]) > _MOST_ROWS:
        name = day_name(first, dated=dated)
        low = tuple(_panels(name, of_day[first], colours, _LOW_ROW, _MOST_LOW_ROWS))
    yield Picture(
        "day",
        "One day, person by person",
        _finding(day_name(first, dated=dated), of_day[first]),
        "Who is there on a day, from start to end, with meals and breaks; open the day you want.",
        tuple(panels),
        _behind([duty for date in dates for duty in of_day[date]], dated=dated),
        (*legend(colours), *_legend_of_away(duties)),
        layout="folded",
        things="duties of this day",
        on_paper=low,
    )


def _legend_of_away(duties: Sequence[Drawn]) -> Iterator[tuple[str, str]]:
    """Explain what duties are interrupted by."""
    is_there = {
        "meal": any(duty.meals for duty in duties),
        "break": any(duty.breaks for duty in duties),
        "activity": any(duty.activities for duty in duties),
    }
    return ((f"field {css}", words) for css, words in _AWAY if is_there[css])


def _first(
    given: Given, duties: Sequence[Drawn], dates: Sequence[dt.date], *, dated: bool
) -> dt.date:
    """Return the day that is shown first: the one asked for, the shortest one, or the busiest."""
    asked = given.day.strip().lower()
    for date in dates:
        if asked and (
            asked == date.isoformat()
            or (len(asked) > 1 and WEEKDAYS[date.weekday()].lower().startswith(asked))
        ):
            return date
    if asked:
        span = f", or a date from {dates[0]} to {dates[-1]}" if dated else ""
        raise OptionError(
            "day",
            f"{quoted(given.day)} is no day on which somebody works: write a weekday such as mon"
            f"{span}",
        )
    for _, rows in covered(given):
        short = missing(rows).groupby(rows["day"], sort=False).sum()
        if short.max() > 0:
            worst = str(short.idxmax())
            found = [date for date in dates if worst.startswith(day_name(date, dated=dated)[:3])]
            exact = [date for date in found if day_name(date, dated=dated) == worst]
            if exact or found:
                return (exact or found)[0]
    counts = Counter(duty.date for duty in duties)
    return max(dates, key=lambda date: counts[date])


def _finding(name: str, duties: Sequence[Drawn]) -> str:
    """Say when most people eat at the same time, and how many there are."""
    eating = np.zeros(2 * DAY, dtype=np.int64)
    for duty in duties:
        for begin, end in duty.meals:
            eating[max(0, begin) : end] += 1
    words = f"{name}: {len(duties):,d} {'duty' if len(duties) == 1 else 'duties'}"
    if not eating.any():
        return f"{words}, from {hhmm(duties[0].start)} on"
    most = int(eating.max())
    at = int(eating.argmax())
    return f"{words}; at most {most} eat at the same time, at {hhmm(at)}"


def _panels(
    name: str,
    duties: Sequence[Drawn],
    colours: Mapping[str, Band],
    row: float = _ROW,
    most: int = _MOST_ROWS,
) -> Iterator[Panel]:
    """Draw a day in parts, each of which a page of paper holds."""
    last = max(DAY, *(duty.end for duty in duties))
    number = -(-len(duties) // most)
    size = -(-len(duties) // number)
    for begin in range(0, len(duties), size):
        some = duties[begin : begin + size]
        yield _panel(name, some, colours, -(-last // 120) * 120, row)


def _panel(
    name: str, duties: Sequence[Drawn], colours: Mapping[str, Band], last: int, row: float
) -> Panel:
    wide = (_WIDTH - _LEFT - _RIGHT) / last
    height = _HEAD + row * len(duties) + 4

    def x(minute: float) -> float:
        return _LEFT + max(0.0, minute) * wide

    parts = []
    for hour in range(0, last // 60 + 1, 2):
        parts.append(svg.line(x(hour * 60), _HEAD - 4, x(hour * 60), height, "grid"))
        parts.append(svg.text(x(hour * 60), 12, hhmm(hour * 60), "tick", "middle"))
    for place, duty in enumerate(duties):
        y = _HEAD + place * row
        name_of = svg.shortened(duty.who, _LEFT - 8, 10)
        parts.append(svg.text(_LEFT - 5, y + row / 2 + 3.5, name_of, "small", "end"))
        span = f"{hhmm(duty.start)}-{hhmm(duty.end)}"
        said = f"{duty.who}: {duty.shift} {span}"
        parts.append(_bar(x, (y, row), (duty.start, duty.end), style(colours, duty.shift), said))
        for css, spans in (("meal", duty.meals), ("break", duty.breaks)):
            for begin, end in spans:
                said = f"{duty.who}: {css} {hhmm(begin)}-{hhmm(end)}"
                parts.append(_bar(x, (y, row), (begin, end), css, said))
        for begin, end, what in duty.activities:
            said = f"{duty.who}: {what} {hhmm(begin)}-{hhmm(end)}"
            parts.append(_bar(x, (y, row), (begin, end), "activity", said))
    return Panel(_WIDTH, height, "".join(parts), name, shows=len(duties))


def _bar(
    x: Callable[[float], float], place: tuple[float, float], span: Span, css: str, said: str
) -> str:
    """Draw a duty, or what interrupts it, in its row: where that begins, and how high it is."""
    inset = 1.0 if css not in {"meal", "break", "activity"} else 2.5
    begin, end = x(span[0]), x(span[1])
    y, row = place
    return svg.rect(begin, y + inset, end - begin, row - 2 * inset, f"field {css}", said)


def _behind(duties: Sequence[Drawn], *, dated: bool) -> Behind:
    names = ("day", "agent" if dated else "team and line", "shift", "start", "end", "meals")
    heads = tuple(Head(name) for name in (*names, "breaks", "activities"))
    rows: list[tuple[Cell, ...]] = [
        (
            day_name(duty.date, dated=dated),
            duty.who,
            duty.shift,
            hhmm(duty.start),
            hhmm(duty.end),
            hhmm_spans(duty.meals),
            hhmm_spans(duty.breaks),
            "; ".join(f"{hhmm(a)}-{hhmm(b)} {what}" for a, b, what in duty.activities),
        )
        for duty in duties
    ]
    return Behind(heads, rows)
