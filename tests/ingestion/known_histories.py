"""Histories drawn at random: what happened, before anybody writes it down."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Row:
    """What happened in one interval of one queue; times are those of the wall."""

    queue: str
    start: dt.datetime
    offered: int
    answered: int
    aht: int  # [s], of an answered call
    second: bool = False  # of the two hours of the wall that autumn's clock change has

    @property
    def lost(self) -> int:
        return self.offered - self.answered


@dataclass(frozen=True)
class Known:
    """A history, and how long its intervals are."""

    rows: tuple[Row, ...]
    step: int  # [min]
    zone: str | None = None

    @property
    def queues(self) -> list[str]:
        return list(dict.fromkeys(row.queue for row in self.rows))


def known(chance: random.Random, step: int, queues: Sequence[str], zone: str | None) -> Known:
    """Draw a history: a day's shape, weekends, perhaps closed nights and a hole.

    In a zone it goes round the clock over one of its changes.
    """
    days = chance.choice((7, 9, 14, 16, 28) if step >= 30 else (7, 9))
    first = dt.datetime(2024, 1, 1) + dt.timedelta(days=chance.randrange(900))
    opens, closes = chance.choice(((0, 24), (0, 24), (8, 20), (7, 18)))
    hole = chance.randrange(days) if chance.random() < 0.2 else None
    if zone is not None:
        opens, closes, hole = 0, 24, None
        first = chance.choice(_CHANGES) - dt.timedelta(days=chance.randrange(2, 5))
    rows = []
    for queue in queues:
        level = chance.choice((2.0, 8.0, 25.0, 60.0))
        for start, second in _starts(first, days, step, zone):
            if not opens <= start.hour < closes:
                continue
            if (start - first).days == hole and 11 <= start.hour < 14:
                continue
            shape = 0.15 + max(0.0, 1.0 - abs(start.hour - 13) / 8.0)
            weekend = 0.4 if start.weekday() >= 5 else 1.0
            mean = level * shape * weekend * step / 30
            offered = max(0, round(chance.gauss(mean, mean**0.5)))
            lost = sum(chance.random() < 0.06 for _ in range(offered))
            aht = 60 * chance.randint(3, 6) + 6 * chance.randint(0, 9)
            rows.append(Row(queue, start, offered, offered - lost, aht, second))
    return Known(tuple(rows), step, zone)


# Days on which Central Europe changes its clocks.
_CHANGES = tuple(
    dt.datetime(*day)
    for day in ((2024, 3, 31), (2024, 10, 27), (2025, 3, 30), (2025, 10, 26), (2026, 3, 29))
)


def _starts(
    first: dt.datetime, days: int, step: int, zone: str | None
) -> Iterator[tuple[dt.datetime, bool]]:
    """Walk through time: what the clock on the wall shows, and whether it shows it again."""
    here = ZoneInfo(zone or "UTC")
    now = first.replace(tzinfo=here).astimezone(dt.UTC)
    last = (first + dt.timedelta(days=days)).replace(tzinfo=here).astimezone(dt.UTC)
    while now < last:
        wall = now.astimezone(here)
        yield wall.replace(tzinfo=None, fold=0), bool(wall.fold)
        now += dt.timedelta(minutes=step)
