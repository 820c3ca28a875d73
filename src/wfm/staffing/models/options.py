"""The options that choose a queueing model and describe its callers."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from wfm import units
from wfm.errors import OptionError
from wfm.staffing.models.catalogue import Chat, ErlangC, Model, Patience, Workload
from wfm.staffing.targets import Quantity, ServiceTarget, listed, whole_number

MOST_CHATS = 100  # far above what anybody can hold
MODELS = ("erlang_c", "erlang_a", "erlang_x", "workload")
ENDLESS = 'callers hang up only with model "erlang_a" or "erlang_x"'


def model_name(v: Mapping[str, Any]) -> str:
    """Read the name of the model."""
    return one_of(v["model"], "model", MODELS)


def read_model(v: Mapping[str, Any], target: ServiceTarget) -> Model:
    """Make the model from the options that describe callers, lines and chats.

    Raises
    ------
    OptionError
        One is missing, out of range or does not go with the model.
    """
    name = model_name(v)
    concurrency = whole_number(v["concurrency"], "concurrency", 1, MOST_CHATS)
    redial = _redial(v["redial"], name)
    lines = np.inf if v["lines"] is None else float(whole_number(v["lines"], "lines", 1))
    patience = None if v["patience"] is None else units.seconds(v["patience"], "patience")
    if name in {"erlang_c", "workload"} and patience is not None:
        raise OptionError("patience", ENDLESS)
    if lines < np.inf and (concurrency > 1 or name == "workload"):
        raise OptionError("lines", "limited lines are for calls, not for chats or work")
    if concurrency > 1:
        if name != "erlang_c":
            raise OptionError("concurrency", f"chats know no {name}: leave model out, or erlang_c")
        return _chat(v, concurrency, target)
    if v["chat_aht"] is not None:
        raise OptionError("chat_aht", "needs concurrency, the chats that an agent may hold")
    if name == "workload":
        return Workload()
    if name == "erlang_c":
        endless = lines == np.inf
        return ErlangC(target.threshold) if endless else Patience(target.threshold, lines=lines)
    if not patience:
        raise OptionError("patience", f"{name} needs the mean patience of callers, such as 120s")
    return Patience(target.threshold, patience, str(v["sl_definition"]), redial, lines)


def _redial(value: Quantity, name: str) -> float:
    redial = units.fraction(value, "redial")
    if redial == 1.0:
        raise OptionError("redial", "1 lets calls pile up for ever: it must be below 1")
    if redial and name != "erlang_x":
        raise OptionError("redial", 'callers call again only with model "erlang_x"')
    return redial


def _chat(v: Mapping[str, Any], concurrency: int, target: ServiceTarget) -> Chat:
    """Read handling times by number of chats: seconds, or multiples written x1,x1.4."""
    given = v["chat_aht"]
    if given is None:
        return Chat(target.threshold, (1.0,) * concurrency)
    items = [str(i).strip() for i in listed(given)]
    multiples = items[0].startswith("x")
    if len(items) != concurrency or any(i.startswith("x") != multiples for i in items):
        raise OptionError(
            "chat_aht", f"one handling time for each of 1 to {concurrency} chats is needed, "
            "all of them seconds (300,420,600) or all multiples of the table's (x1,x1.4,x2)"
        )  # fmt: skip
    if multiples:
        times = tuple(units.number(i[1:], "chat_aht") for i in items)
    else:
        times = tuple(units.seconds(i, "chat_aht") for i in items)
    if min(times) <= 0.0:
        raise OptionError("chat_aht", "a handling time is above 0")
    return Chat(target.threshold, times, multiples)


def one_of(value: object, option: str, allowed: tuple[str, ...]) -> str:
    """Read one of a few words."""
    text = str(value).strip().lower()
    if text not in allowed:
        raise OptionError(option, f"'{value}' is not one of {', '.join(allowed)}")
    return text
