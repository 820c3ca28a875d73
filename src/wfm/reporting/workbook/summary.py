"""The first sheet: what the schedule is, week by week and person by person."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from wfm.reporting.bands import Band
from wfm.reporting.content import Content, is_weekend
from wfm.reporting.times import present_hours
from wfm.reporting.workbook.book import (
    DAY,
    DURATION,
    HEAD,
    TIME,
    TITLE,
    Book,
    Page,
    Sheet,
    Style,
    Value,
)
from wfm.reporting.workbook.grid import name_width, period_text

_BOLD = Style(bold=True)
_LENGTH, _HOURS = Style(shown=DURATION), Style(shown="#,##0.00")
_SHARE = Style(shown="0.0%")
_MOST_SHIFTS = 12  # of which each has a column
_LABELS, _FIGURES = 28.0, 11.0  # widths of columns [characters]


def write_summary(book: Book, content: Content, looks: Mapping[str, Band]) -> None:
    """Write the figures of the schedule."""
    sheet = book.sheet("Summary")
    shifts = list(looks)[:_MOST_SHIFTS]
    sheet.widths([max(name_width(content.people), _LABELS), *([_FIGURES] * (8 + len(shifts)))])
    sheet.write(0, 0, f"Schedule {period_text(content.dates)}", TITLE)
    row = _write_figures(sheet, 2, content)
    row = _write_shifts(sheet, row + 1, looks)
    row = _write_weeks(sheet, row + 1, content)
    _write_people(sheet, row + 1, content, shifts)
    sheet.printed(Page("Summary", rows=0))


def _write_figures(sheet: Sheet, row: int, content: Content) -> int:
    """Write totals, a line each; return the next row."""
    paid = sum(day.hours for day in content.duties)
    present = sum(map(present_hours, content.duties))
    lines: list[tuple[str, Value, Style]] = [
        ("agents", float(len(content.people)), Style()),
        ("days", float(len(content.dates)), Style()),
        ("duties", float(len(content.duties)), Style()),
        ("paid", paid / 24, _LENGTH),
        ("paid hours", paid, _HOURS),
        ("hours from start to end", present, _HOURS),
        ("days of leave and absence", float(len(content.away)), Style()),
    ]
    covered = content.coverage
    if covered is not None:
        needed, lacking, over = _agent_hours(covered)
        share = 1 - lacking / needed if needed else 1.0
        lines += [
            ("agent hours required", needed, _HOURS),
            ("agent hours lacking", lacking, _HOURS),
            ("agent hours above", over, _HOURS),
            ("of the requirement covered", share, _SHARE),
            ("intervals that lack agents", float((covered["difference"] < 0).sum()), Style()),
        ]
    judged = content.violations
    lines.append(("violations", "not judged" if judged is None else float(len(judged)), Style()))
    for label, value, style in lines:
        sheet.write(row, 0, label)
        sheet.write(row, 1, value, style)
        row += 1
    return row


def _write_shifts(sheet: Sheet, row: int, looks: Mapping[str, Band]) -> int:
    """Write the shifts with their colours; return the next row."""
    sheet.write_row(row, ("shift", "usual start", "duties"), HEAD)
    for look in looks.values():
        row += 1
        sheet.write(row, 0, look.shift, Style(fill=look.fill, border=True))
        sheet.write(row, 1, look.start / 1440, Style(shown=TIME))
        sheet.write(row, 2, float(look.duties))
    return row + 1


def _write_weeks(sheet: Sheet, row: int, content: Content) -> int:
    """Write the hours of each week; return the next row."""
    covered = content.coverage
    duties: Counter[dt.date] = Counter()
    hours: defaultdict[dt.date, float] = defaultdict(float)
    for day in content.duties:
        duties[_monday(day.date)] += 1
        hours[_monday(day.date)] += day.hours
    lacking = _lacking_by_week(covered)
    head = ["week from", "duties", "paid", "paid hours"]
    sheet.write_row(row, [*head, *(["agent hours lacking"] if covered is not None else [])], HEAD)
    for monday in sorted({_monday(date) for date in content.dates}):
        row += 1
        sheet.write(row, 0, monday, Style(shown=DAY, left=True))
        sheet.write(row, 1, float(duties[monday]))
        sheet.write(row, 2, hours[monday] / 24, _LENGTH)
        sheet.write(row, 3, hours[monday], _HOURS)
        if covered is not None:
            sheet.write(row, 4, lacking.get(monday, 0.0), _HOURS)
    return row + 1


def _write_people(sheet: Sheet, row: int, content: Content, shifts: Sequence[str]) -> None:
    """Write what each person works."""
    head = ("agent", "group", "team", "duties", "paid", "paid hours", "hours present")
    sheet.write_row(row, (*head, "weekends", "days away", *shifts), HEAD)
    paid: defaultdict[str, float] = defaultdict(float)
    length: defaultdict[str, float] = defaultdict(float)
    worked: Counter[tuple[str, str]] = Counter()
    weekends = set()
    for day in content.duties:
        paid[day.agent] += day.hours
        length[day.agent] += present_hours(day)
        worked[day.agent, day.shift] += 1
        if is_weekend(day.date):
            weekends.add((day.agent, _monday(day.date)))
    duties = Counter(day.agent for day in content.duties)
    weekends_of = Counter(agent for agent, _ in weekends)
    away = Counter(agent for agent, _ in content.away)
    for person in content.people:
        row += 1
        sheet.write(row, 0, person, _BOLD)
        sheet.write(row, 1, content.groups[person])
        sheet.write(row, 2, content.teams[person])
        sheet.write(row, 3, float(duties[person]))
        sheet.write(row, 4, paid[person] / 24, _LENGTH)
        sheet.write(row, 5, paid[person], _HOURS)
        sheet.write(row, 6, length[person], _HOURS)
        of_shifts = (worked[person, shift] for shift in shifts)
        for column, number in enumerate((weekends_of[person], away[person], *of_shifts), 7):
            sheet.write(row, column, float(number))


def _agent_hours(covered: pd.DataFrame) -> tuple[float, float, float]:
    """Return how many agent hours are required, lack, and are too many."""
    hours = _step_hours(covered)
    lacking = -covered["difference"].clip(upper=0).sum() * hours
    over = covered["difference"].clip(lower=0).sum() * hours
    return float(covered["required"].sum() * hours), float(lacking), float(over)


def _lacking_by_week(covered: pd.DataFrame | None) -> dict[dt.date, float]:
    """Return how many agent hours lack in each week."""
    if covered is None:
        return {}
    hours = _step_hours(covered)
    found: defaultdict[dt.date, float] = defaultdict(float)
    dates = covered["interval_start"].dt.date
    for date, difference in zip(dates, covered["difference"].tolist(), strict=True):
        found[_monday(date)] += max(0.0, -difference) * hours
    return dict(found)


def _step_hours(covered: pd.DataFrame) -> float:
    """Return how long an interval is [h]."""
    if len(covered) < 2:
        return 0.5
    apart = covered["interval_start"].iloc[1] - covered["interval_start"].iloc[0]
    return float(apart.total_seconds()) / 3600


def _monday(date: dt.date) -> dt.date:
    return date - dt.timedelta(days=date.weekday())
