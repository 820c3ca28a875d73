"""A table as it is."""

import pandas as pd
from rich.console import RenderableType
from rich.text import Text

from wfm.quoting import escaped
from wfm.units import written
from wfm.views.layout import Column, Sheet

_DECIMALS = 6


def plain(frame: pd.DataFrame) -> RenderableType:
    """Draw a table as it is, numbers to the right."""
    columns = []
    for place, name in enumerate(frame.columns):
        values = frame.iloc[:, place]
        numeric = values.dtype.kind in "iuf"
        columns.append(
            Column(escaped(str(name)), [_cell(value, numeric) for value in values], numeric)
        )
    return Sheet(columns)


def _cell(value: object, numeric: bool) -> Text:
    # Text, for rich would take a name such as [east] for a style.
    if bool(pd.isna(value)):  # type: ignore[call-overload]
        return Text()
    if numeric:
        return Text(written(float(value), _DECIMALS))  # type: ignore[arg-type]
    if isinstance(value, pd.Timestamp):
        return Text(value.isoformat(timespec="minutes"))
    return Text(escaped(str(value)))
