"""Erlang C: endless patience, endless lines."""

from dataclasses import dataclass

import numpy as np

from wfm.staffing.bindings import ASA, OCCUPANCY, SERVICE_LEVEL
from wfm.staffing.formulas import fewest_agents
from wfm.staffing.formulas.erlang_b import Floats, positive_inverse_b
from wfm.staffing.formulas.erlang_c import wait_probability
from wfm.staffing.models.model import Model, Performance, Sizing
from wfm.staffing.targets import ServiceTarget


@dataclass(frozen=True)
class ErlangC(Model):
    """Endless patience, endless lines."""

    threshold: float

    divides = True
    rows_at_a_time = 2048  # they stay in the processor's cache

    def words(self, name: str) -> list[str]:
        """Say nothing: it is what everybody expects."""
        del name
        return []

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts."""
        del exact
        with np.errstate(all="ignore"):
            stable = agents > load
            a = np.where(stable, load, 0.5 * agents)  # any will do where the answer is known
            wait = wait_probability(agents, a, positive_inverse_b(agents, a))
            late = np.where(stable, wait * np.exp((a - agents) * (self.threshold / aht)), 1.0)
            asa = np.where(stable, wait / (agents - a) * aht, np.inf)
        nobody = np.zeros_like(late)
        return Performance(late, asa, np.minimum(load / agents, 1.0), nobody, nobody)

    def closed_form(self, load: Floats, aht: Floats, target: ServiceTarget) -> Sizing:
        """Size for one target after another, keeping P(wait) of the answer."""
        sizing = Sizing.of(
            fewest_agents.fewest_for_occupancy(load, target.max_occupancy), OCCUPANCY
        )
        if target.asa is not None:
            found = fewest_agents.fewest_for_asa(load, sizing.agents, target.asa / aht)
            sizing.take(found, ASA)
        if target.service_level is not None:
            allowed, tau = np.full(load.size, 1.0 - target.service_level), target.threshold / aht
            found = fewest_agents.fewest_for_service_level(load, sizing.agents, allowed, tau)
            sizing.take(found, SERVICE_LEVEL)
        return sizing

    def achieved(self, sizing: Sizing, load: Floats, aht: Floats) -> Performance:
        """Judge agents whose P(wait) is mostly known from their sizing."""
        n, wait = sizing.agents, sizing.wait
        slack = n - load
        unknown = np.isnan(wait).nonzero()[0]
        if unknown.size:
            rows = unknown[slack[unknown] > 0.0]
            inverse_b = positive_inverse_b(n[rows], load[rows], table=load.size)
            wait[rows] = wait_probability(n[rows], load[rows], inverse_b)
        late = wait * np.exp(slack * (-self.threshold / aht))
        asa = wait / slack * aht
        occupancy = load / n
        if unknown.size:
            rows = unknown[slack[unknown] <= 0.0]
            late[rows], asa[rows], occupancy[rows] = 1.0, np.nan, 1.0
        nobody = np.zeros(load.size)
        return Performance(late, asa, occupancy, nobody, nobody)
