"""The queueing models; `MODELS` is their register.

Adding a model is one file, with its class and how it is read, and one entry here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wfm.staffing.models.callers import Callers
from wfm.staffing.models.chat import read_chat
from wfm.staffing.models.erlang_c import ErlangC
from wfm.staffing.models.model import Model
from wfm.staffing.models.patience import Patience, read_patience
from wfm.staffing.models.workload import read_workload
from wfm.staffing.targets import ServiceTarget

HANGING_UP = frozenset({"patience", "max_abandonment", "sl_definition"})


@dataclass(frozen=True)
class Entry:
    """A name for `--model`.

    Parameters
    ----------
    read
        Makes the model of callers and targets.
    takes
        Options of callers, lines and chats that say something about it.
    can_wait
        Whether work with a response time may be called so.
    """

    read: Callable[[Callers, ServiceTarget], Model]
    takes: frozenset[str] = frozenset()
    can_wait: bool = False


def read_erlang_c(callers: Callers, target: ServiceTarget) -> Model:
    """Make the model of callers who wait: on endless lines, on limited ones, or in chats."""
    if callers.concurrency > 1:
        return read_chat(callers, target)
    if callers.lines < np.inf:
        return Patience(target.threshold, lines=callers.lines)
    return ErlangC(target.threshold)


MODELS: dict[str, Entry] = {
    "erlang_c": Entry(read_erlang_c, frozenset({"lines", "concurrency"}), can_wait=True),
    "erlang_a": Entry(read_patience, HANGING_UP | {"lines"}),
    "erlang_x": Entry(read_patience, HANGING_UP | {"lines", "redial"}),
    "workload": Entry(read_workload, can_wait=True),
}


def taking(option: str) -> str:
    """Name the models that an option says something about."""
    return " or ".join(f'"{name}"' for name, entry in MODELS.items() if option in entry.takes)
