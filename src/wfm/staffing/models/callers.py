"""The options that describe callers, lines and chats, read but not yet compared with a model."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from wfm import units
from wfm.errors import OptionError
from wfm.options.channel import ChannelOptions
from wfm.staffing.targets import whole_number
from wfm.units import Quantity

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


def read_callers(options: ChannelOptions, model: str) -> Callers:
    """Read what a model may be made of.

    Raises
    ------
    OptionError
        A value is out of range.
    """
    concurrency = whole_number(options.concurrency, "concurrency", 1, MOST_CHATS)
    redial = units.fraction(options.redial, "redial")
    if redial == 1.0:
        raise OptionError("redial", "1 lets calls pile up for ever: it must be below 1")
    lines = np.inf if options.lines is None else float(whole_number(options.lines, "lines", 1))
    patience = None if options.patience is None else units.seconds(options.patience, "patience")
    return Callers(
        model=model,
        patience=patience,
        definition=options.sl_definition.strip().lower(),
        redial=redial,
        lines=lines,
        concurrency=concurrency,
        chat_aht=options.chat_aht,
    )
