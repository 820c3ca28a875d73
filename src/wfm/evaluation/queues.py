"""Several queues: what is said of each besides its calls, and who may answer it."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from wfm import units
from wfm.errors import InputError, OptionError
from wfm.evaluation.expected import Calls, read_queues
from wfm.options.callers import CallersOptions
from wfm.quoting import quoted

# Of how its callers are judged and behave, a queue may have these for itself.
_JUDGED = ("service_level", "threshold", "sl_definition", "model", "patience")
_ROUTED = ("priority", "overflow_to", "overflow_after")
_LOWEST = 100


@dataclass(frozen=True)
class Queue:
    """A queue of callers.

    Parameters
    ----------
    name
        What it is called; agents who answer it have a skill of that name.
    calls
        Its calls, and how they are judged.
    priority
        1 is answered first; queues of one priority by who waits longest.
    overflow_to
        Queues whose agents help, once a caller has waited for `overflow_after`.
    overflow_after
        How long that is [s].
    """

    name: str
    calls: Calls
    priority: int = 1
    overflow_to: tuple[str, ...] = ()
    overflow_after: float = 0.0


def queues_of(
    forecast: pd.DataFrame,
    options: CallersOptions,
    queue: str | None,
    own: Mapping[str, Any] | None,
) -> tuple[Queue, ...]:
    """Read the queues of a forecast.

    Parameters
    ----------
    forecast
        Forecast table.
    options
        How callers behave and are judged.
    queue
        Which queue is meant; None: all of them.
    own
        What is said of single queues: ``{"sales": {"priority": 1, "threshold": "10s"}}``.

    Raises
    ------
    OptionError
        If a value cannot be read, or a queue is named that there is not.
    InputError
        If it is no forecast, or its queues are not of the same intervals.
    """
    said = _checked(own or {})
    judged = {name: {k: v for k, v in one.items() if k in _JUDGED} for name, one in said.items()}
    calls = read_queues(forecast, options, queue, judged)
    (first, *others), (name_of_first, *_) = calls.values(), calls
    if not others:
        return (Queue(name_of_first, first),)
    if queue is None:
        for name in said:
            if name not in calls:
                raise OptionError(f"queues.{name}", unknown(name, calls, "queue of the forecast"))
    starts = first.frame["interval_start"]
    for name, one in calls.items():
        if len(one.frame) != len(starts) or not (one.frame["interval_start"] == starts).all():
            raise InputError(
                f"queue {quoted(name)} has other intervals than {quoted(name_of_first)}: only "
                "queues with the same intervals can be simulated together"
            )
        if not np.array_equal(one.shrinkage, first.shrinkage):
            raise InputError(
                f"queue {quoted(name)} has another shrinkage than {quoted(name_of_first)}: "
                "agents of several queues have one"
            )
    return tuple(_queue(name, one, said.get(name, {}), calls) for name, one in calls.items())


def of_intervals(queues: Sequence[Queue], calls: Calls) -> tuple[Queue, ...]:
    """Take the intervals of all queues that calls of the first one have."""
    kept = queues[0].calls.frame["interval_start"].isin(calls.frame["interval_start"]).to_numpy()
    return tuple(replace(queue, calls=queue.calls.of(kept)) for queue in queues)


def targets_of(queues: Sequence[Queue]) -> tuple[str, ...]:
    """Say what each queue is to keep: once where all are to keep the same."""
    found = {queue.name: queue.calls.described() for queue in queues}
    if len(set(found.values())) == 1:
        return (next(iter(found.values())),)
    return tuple(f"{name}: {words}" for name, words in found.items())


def _checked(own: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Refuse what nothing can be said of a queue."""
    known = (*_JUDGED, *_ROUTED)
    if not isinstance(own, Mapping):
        raise OptionError("queues", "write a table of queues, such as [simulate.queues.sales]")
    for name, one in own.items():
        if not isinstance(one, Mapping):
            raise OptionError(f"queues.{name}", "write a table, such as { priority = 1 }")
        for key in one:
            if key not in known:
                raise OptionError(f"queues.{name}.{key}", unknown(key, known, "key of a queue"))
    return own


def _queue(name: str, calls: Calls, own: Mapping[str, Any], known: Collection[str]) -> Queue:
    """Read what is said of one queue."""
    where = f"queues.{name}"
    number = units.number(own.get("priority", 1), f"{where}.priority")
    if number != int(number) or not 1 <= number <= _LOWEST:
        raise OptionError(f"{where}.priority", f"{number:g} is not a whole number from 1 to 100")
    to = own.get("overflow_to", ())
    names = tuple(part.strip() for part in to.split(",")) if isinstance(to, str) else tuple(to)
    others = [other for other in known if other != name]
    for each in names:
        if each not in others:
            raise OptionError(f"{where}.overflow_to", unknown(each, others, "other queue"))
    after = units.seconds(own.get("overflow_after", 0), f"{where}.overflow_after")
    if after and not names:
        raise OptionError(f"{where}.overflow_after", "say to whom, too: overflow_to = [...]")
    return Queue(name, calls, int(number), names, after)


def unknown(name: str, known: Collection[str], what: str) -> str:
    """Say that there is no such thing, and what there is."""
    near = difflib.get_close_matches(str(name), list(known), n=1)
    hint = f"the nearest one is {quoted(near[0])}" if near else f"there is {', '.join(known)}"
    return f"no {what} is called {quoted(str(name))}: {hint}"
