"""Work that can wait: no queue, only time to be worked."""

from dataclasses import dataclass

import numpy as np

from wfm.staffing.bindings import OCCUPANCY
from wfm.staffing.formulas import fewest_agents
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.callers import Callers
from wfm.staffing.models.model import Flags, Model, Performance, Sizing
from wfm.staffing.targets import ServiceTarget


@dataclass(frozen=True)
class Workload(Model):
    """Work that can wait: no queue, only time to be worked."""

    waits = False
    divides = True

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts; nothing is said about waiting."""
        del aht, exact
        unknown, nobody = np.full_like(load, np.nan), np.zeros_like(load)
        return Performance(unknown, unknown, np.minimum(load / agents, 1.0), nobody, nobody)

    def is_stable(self, agents: Floats, load: Floats) -> Flags:
        """Where nothing waits, no queue grows."""
        return np.ones(np.broadcast(agents, load).shape, dtype=bool)

    def closed_form(self, load: Floats, aht: Floats, target: ServiceTarget) -> Sizing:
        """Divide the work by the share of time that may be spent on it."""
        del aht
        return Sizing.of(
            np.maximum(fewest_agents.ceiling(load / target.max_occupancy), 1.0), OCCUPANCY
        )


def read_workload(callers: Callers, target: ServiceTarget) -> Workload:
    """Make the model: it asks for nothing."""
    del callers, target
    return Workload()
