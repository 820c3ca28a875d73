"""Findings as JSON, for programs."""

import dataclasses
import datetime as dt
import json
import math
from collections.abc import Mapping

import numpy as np

_DECIMALS = 4


def as_json(record: Mapping[str, object]) -> str:
    """Write a record of findings as JSON; what is not known is null."""
    return json.dumps(record, default=_plain, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _plain(value: object) -> object:
    """Bring a dataclass, an array or a time to what JSON knows."""
    if isinstance(value, np.ndarray):
        if value.dtype.kind != "f":
            return value.tolist()
        shown = value.round(_DECIMALS).astype(object)
        shown[np.isnan(value)] = None
        return shown.tolist()
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    assert dataclasses.is_dataclass(value)
    return {one.name: _number(getattr(value, one.name)) for one in dataclasses.fields(value)}


def _number(value: object) -> object:
    if not isinstance(value, float):
        return value
    return round(value, _DECIMALS) if math.isfinite(value) else None
