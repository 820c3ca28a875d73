"""From options to a queueing model."""

import numpy as np

from wfm.errors import OptionError
from wfm.options.channel import ChannelOptions
from wfm.staffing.models.callers import Callers, read_callers
from wfm.staffing.models.catalogue import MODELS, taking
from wfm.staffing.models.model import Model
from wfm.staffing.targets import ServiceTarget


def model_name(options: ChannelOptions) -> str:
    """Read the name of the model."""
    return one_of(options.model, "model", tuple(MODELS))


def read_model(options: ChannelOptions, target: ServiceTarget) -> Model:
    """Make the model from the options that describe callers, lines and chats.

    Raises
    ------
    OptionError
        One is missing, out of range or does not go with the model.
    """
    name = model_name(options)
    callers = read_callers(options, name)
    _refuse_unsuited(callers)
    return MODELS[name].read(callers, target)


def _refuse_unsuited(callers: Callers) -> None:
    """Refuse what says nothing about the model."""
    name, takes = callers.model, MODELS[callers.model].takes
    chats = callers.concurrency > 1
    if callers.redial and "redial" not in takes:
        raise OptionError("redial", f"callers call again only with model {taking('redial')}")
    if callers.patience is not None and "patience" not in takes:
        raise OptionError("patience", endless())
    if callers.lines < np.inf and (chats or "lines" not in takes):
        raise OptionError("lines", "limited lines are for calls, not for chats or work")
    if chats and "concurrency" not in takes:
        raise OptionError(
            "concurrency", f"chats cannot be sized with {name}: leave model out or write erlang_c"
        )
    if not chats and callers.chat_aht is not None:
        raise OptionError("chat_aht", "needs concurrency, the chats that an agent may hold")


def endless() -> str:
    """Say which models have callers who hang up."""
    return f"callers hang up only with model {taking('patience')}"


def one_of(value: object, option: str, allowed: tuple[str, ...]) -> str:
    """Read one of a few words."""
    text = str(value).strip().lower()
    if text not in allowed:
        raise OptionError(option, f"'{value}' is not one of {', '.join(allowed)}")
    return text
