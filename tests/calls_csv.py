"""A few rows of calls as a file: written, read and refused."""

from typing import Any

import pandas as pd
import pytest

from wfm import tables
from wfm.errors import InputError
from wfm.tables.columns import Table

MONDAY = "2026-01-05T"
ROWS = [("00:00", 3), ("00:30", 12), ("01:00", 4)]


def csv(*rows: str, header: str = "interval_start,calls") -> str:
    return "".join(f"{line}\n" for line in (header, *rows))


GOOD = csv(*(f"{MONDAY}{time}Z,{calls}" for time, calls in ROWS))


def read(data: bytes | str, table: Table = tables.HISTORY) -> pd.DataFrame:
    return tables.read(data, table, "calls.csv")


def refusal(data: bytes | str, table: Table = tables.HISTORY) -> str:
    with pytest.raises(InputError) as error:
        read(data, table)
    assert "\n" not in str(error.value)
    return str(error.value)


def forecast(
    zone: str = "UTC", begin: str = "2026-01-05", end: str = "2026-01-06", **columns: Any
) -> pd.DataFrame:
    starts = pd.date_range(begin, end, freq="30min", tz=zone, inclusive="left", unit="us")
    defaults: dict[str, Any] = {"calls": 1.0, "aht_seconds": 240.0}
    return pd.DataFrame({"interval_start": starts, **defaults, **columns})
