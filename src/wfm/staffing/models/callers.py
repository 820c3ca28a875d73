"""The options that describe callers, lines and chats, read but not yet compared with a model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from wfm import units
from wfm.errors import OptionError
from wfm.staffing.targets import Quantity, whole_number

MOST_CHATS = 100  # far above what anybody can hold


@dataclass(frozen=True)
class Callers:
    """How callers behave.

    Parameters
    ----------
    model
        Name of the model that was asked for.
    patience
        Mean time until they hang up; None: not given. [s]
    definition
        Which service level is meant.
    redial
        Chance that a caller who was lost calls again.
    lines
        Lines for calls in progress and waiting; infinite: enough.
    concurrency
        Chats that an agent may hold at the same time.
    chat_aht
        Handling times by number of chats, as they were written.
    """

    model: str
    patience: float | None
    definition: str
    redial: float
    lines: float
    concurrency: int
    chat_aht: str | Iterable[Quantity] | None


def read_callers(v: Mapping[str, Any], model: str) -> Callers:
    """Read what a model may be made of.

    Raises
    ------
    OptionError
        A value is out of range.
    """
    concurrency = whole_number(v["concurrency"], "concurrency", 1, MOST_CHATS)
    redial = units.fraction(v["redial"], "redial")
    if redial == 1.0:
        raise OptionError("redial", "1 lets calls pile up for ever: it must be below 1")
    lines = np.inf if v["lines"] is None else float(whole_number(v["lines"], "lines", 1))
    patience = None if v["patience"] is None else units.seconds(v["patience"], "patience")
    return Callers(
        model=model,
        patience=patience,
        definition=str(v["sl_definition"]).strip().lower(),
        redial=redial,
        lines=lines,
        concurrency=concurrency,
        chat_aht=v["chat_aht"],
    )
