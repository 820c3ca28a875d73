"""Which options each channel of a table has: its own, and those given for all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from wfm.errors import InputError, OptionError
from wfm.options.channel import ChannelOptions, Channels
from wfm.staffing.models.catalogue import HANGING_UP, MODELS
from wfm.staffing.options import DEFAULTS, Options, read_options, with_own, without_none

# A name of no channel, for the rows of a table without that column.
_ALL = ""
_OTHER_WORK = {"response", "concurrency"}
_OF_CALLS = {"model", "redial", "lines", "concurrency", "chat_aht", *HANGING_UP}


def read_channels(
    frame: pd.DataFrame, base: ChannelOptions, channels: Channels
) -> dict[str, tuple[Options, np.ndarray]]:
    """Options and rows of each channel, those that fill idle time last.

    Raises
    ------
    InputError
        The table names a channel that is not configured.
    OptionError
        An option cannot be read, or suits none of the channels.
    """
    if "channel" not in frame:
        return {_ALL: (read_options(base), np.arange(len(frame)))}
    codes, names = pd.factorize(frame["channel"])
    for code, name in enumerate(names):
        if name not in channels and (channels or name != "phone"):
            known = ", ".join(channels) or "phone"
            raise InputError(
                f"{place(frame, int(np.argmax(codes == code)))}, column channel: nothing is "
                f"configured for '{name}': the channels are {known}"
            )
    own = [channels.get(name, {}) for name in names]
    unsuited = [_say_nothing(base, values) for values in own]
    # what suits no channel at all is a mistake, which read_options names; but what is said of calls
    # may stand above a table that has none
    mistaken = set.intersection(*unsuited)
    if all(_OTHER_WORK & values.keys() for values in own):
        mistaken -= _OF_CALLS
    groups = {}
    for code, (name, values, without) in enumerate(zip(names, own, unsuited, strict=True)):
        shared = replace(base, **{k: DEFAULTS[k] for k in without - mistaken})
        with said_of(name, values):
            options = read_options(with_own(shared, values))
        groups[str(name)] = (options, np.flatnonzero(codes == code))
    return dict(sorted(groups.items(), key=lambda item: item[1][0].fill_idle))


@contextmanager
def said_of(channel: str, own: Mapping[str, Any]) -> Iterator[None]:
    """Say of a refused value that a channel has it for itself."""
    try:
        yield
    except OptionError as error:
        if error.option not in own:
            raise
        raise OptionError(f"channels.{channel}.{error.option}", error.message) from None


def _say_nothing(base: ChannelOptions, own: Mapping[str, Any]) -> set[str]:
    """Options given for all channels that say nothing about one with these of its own."""
    both = without_none(with_own(base, own))
    names: set[str] = set()
    if both.response is None:
        names.add("fill_idle")
    else:
        names.update(("concurrency", "chat_aht"))
    other_work = both.response is not None or str(both.concurrency) != "1"
    model = str(both.model)
    if other_work and "model" not in own:
        names.add("model")
        model = str(DEFAULTS["model"])
    if entry := MODELS.get(model.strip().lower()):  # a name that is none is refused later
        names.update({*HANGING_UP, "redial", "lines"} - entry.takes)
    if other_work:
        names.add("lines")
    return names - set(own)


def place(frame: pd.DataFrame, row: int) -> str:
    """Name a row for a message: its line in the file, or its index in a frame."""
    source = frame.attrs.get("source")
    label = frame.index[row]
    return f"{source}, line {int(label) + 2}" if source else f"row {label}"
