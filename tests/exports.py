"""Small exports for tests: rows of a few days, and what is read from them."""

from collections.abc import Sequence

import pandas as pd

from wfm.ingestion.options import ReadOptions
from wfm.ingestion.reading import Reading, read

# Calls offered, answered, lost and handling time of eight half hours from 08:00 on.
DAY = (
    (18, 17, 1, 257), (12, 11, 1, 218), (19, 18, 1, 255), (16, 15, 1, 237),
    (8, 7, 1, 223), (11, 11, 0, 211), (16, 15, 1, 251), (19, 19, 0, 224),
)  # fmt: skip
CALLS = [row[0] for row in DAY]
AHT = [float(row[3]) for row in DAY]


def clock(row: int) -> str:
    """Time of day of a row."""
    return f"{8 + row // 2}:{row % 2 * 3}0"


def export(header: str, row: str, days: Sequence[str] = ("13.02.2026", "14.02.2026")) -> str:
    """Write rows of days.

    Parameters
    ----------
    header
        The first line.
    row
        A row, with ``{day} {time} {offered} {answered} {lost} {aht} {total}`` where they stand.
    days
        The days as they are written.
    """
    lines = [
        row.format(
            day=day, time=clock(place), offered=offered, answered=answered, lost=lost, aht=aht,
            total=aht * answered, clock=f"{aht // 60}:{aht % 60:02d}",
        )
        for day in days
        for place, (offered, answered, lost, aht) in enumerate(DAY)
    ]  # fmt: skip
    return "\n".join([header, *lines, ""])


def reading(text: str, **options: object) -> Reading:
    """Read a text."""
    chosen = ReadOptions(**options)  # type: ignore[arg-type]
    return read([(text.encode(), "calls.csv")], chosen)


def history(text: str, **options: object) -> pd.DataFrame:
    """Return the table that is read from a text."""
    return reading(text, **options).frame
