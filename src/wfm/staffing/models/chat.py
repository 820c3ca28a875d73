"""Chats: several conversations per agent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wfm import units
from wfm.errors import OptionError
from wfm.staffing.formulas import chat
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.callers import Callers
from wfm.staffing.models.model import Flags, Model, Performance, by_erlang_c
from wfm.staffing.targets import ServiceTarget, listed


@dataclass(frozen=True)
class Chat(Model):
    """Several conversations per agent; `times` are seconds, or multiples of the row's AHT."""

    threshold: float
    times: Sequence[float]
    multiples: bool = True

    whole_agents = True

    @property
    def at_a_time(self) -> int:
        """There is a handling time for each number of chats."""
        return len(self.times)

    def words(self, name: str) -> list[str]:
        """Say how many at a time."""
        del name
        return [f"chats, up to {len(self.times)} at a time per agent"]

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts; `load` is that of agents with one chat at a time."""
        del exact
        unit = self._unit(aht)
        times = [unit * value for value in self.times]
        with np.errstate(all="ignore"):
            threshold = np.full_like(aht, self.threshold)
            met = chat.chats(agents, load / aht, times, threshold)
        nobody = np.zeros_like(met.late)
        return Performance(met.late, met.asa, met.chats_per_agent / len(times), nobody, nobody)

    def is_stable(self, agents: Floats, load: Floats) -> Flags:
        """Leave it to the speed of answer: `load` is not that of several at a time."""
        return np.ones(np.broadcast(agents, load).shape, dtype=bool)

    def heaviest_load(self, load: Floats, rate: Floats, aht: Floats) -> Floats:
        """Load if all chats take as long as the longest."""
        del load
        return rate * (max(self.times) * self._unit(aht))

    def first_guess(self, load: Floats, busy: Floats, aht: Floats, target: ServiceTarget) -> Floats:
        """Take a slot for an agent of its own: Erlang C, and as many agents as keep slots free."""
        unit, times, most = self._unit(aht), np.asarray(self.times), len(self.times)
        slots = busy / aht * unit * times[-1]
        agents = by_erlang_c(slots, target.threshold / (unit * times[-1]), target)
        # chats finished per agent who holds as many of them as the cap allows on average
        held = np.arange(most + 1.0)
        speed = np.interp(target.max_occupancy * most, held, np.append(0.0, held[1:] / times))
        rough: Floats = np.maximum(agents / most, load / aht * unit / speed)
        return rough

    def _unit(self, aht: Floats) -> Floats:
        return aht if self.multiples else np.ones_like(aht)


def read_chat(callers: Callers, target: ServiceTarget) -> Chat:
    """Read handling times by number of chats: seconds, or multiples written x1,x1.4."""
    concurrency, given = callers.concurrency, callers.chat_aht
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
