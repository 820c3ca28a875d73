"""Erlang A: against truth tables, print, a second path and laws."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from staffing.oracles import columns, simulate, worst_relative
from wfm.staffing.formulas import erlang_c
from wfm.staffing.formulas.erlang_a import SL_DEFINITIONS, erlang_a, palm
from wfm.staffing.formulas.limited_lines import limited
from wfm.staffing.models.patience import Patience
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.requirement import Requirement, size
from wfm.staffing.targets import ServiceTarget


class TestTruthTable:
    @pytest.mark.usefixtures("path")
    def test_every_column(self, shared_dir: Path) -> None:
        t = columns(shared_dir / "truth" / "erlang_a.csv")
        patience = 1.0 / t["aht_over_patience"]
        met = erlang_a(t["agents"], t["offered_load_erl"], 1.0, patience, t["T_over_aht"])
        assert worst_relative(met.wait, t["p_wait"]) < 1e-10
        assert worst_relative(met.abandon, t["p_abandon"]) < 1e-10
        assert worst_relative(met.asa, t["asa_answered_over_aht"]) < 1e-10
        assert worst_relative(met.occupancy, t["occupancy"]) < 1e-10
        for definition in SL_DEFINITIONS:
            truth = t[f"sl_{definition}"]
            assert np.abs(met.service_level[definition] - truth).max() < 1e-11
            assert np.abs(met.late[definition] - (1 - truth)).max() < 1e-11

    @pytest.mark.slow
    def test_no_wrong_agent(self, shared_dir: Path) -> None:
        t = columns(shared_dir / "truth" / "erlang_a_min_agents.csv")
        for row in range(len(t["calls"])):
            cell = {name: values[row : row + 1] for name, values in t.items()}
            level, seconds = float(cell["sl_target"][0]), float(cell["sl_seconds"][0])
            for definition in SL_DEFINITIONS:
                target = ServiceTarget(level, seconds, None, 1.0)
                need = self.need(cell, target, definition)
                assert need.agents == cell[f"agents_sl_{definition}"]
            target = ServiceTarget(None, 20.0, None, 1.0, float(cell["max_abandon"][0]))
            assert self.need(cell, target).agents == cell["agents_abandon"]
            target = ServiceTarget(None, 20.0, None, 0.85)
            assert self.need(cell, target).agents == cell["agents_occ_0_85_carried"]

    @staticmethod
    def need(
        cell: dict[str, np.ndarray], target: ServiceTarget, definition: str = "offered"
    ) -> Requirement:
        load = erlang_c.offered_load(cell["calls"], cell["aht_s"], cell["interval_s"])
        model = Patience(target.threshold, float(cell["patience_s"][0]), definition)
        return size(Demand(load, cell["aht_s"], np.zeros(1)), target, model)


class TestQuotedNumbers:
    def test_garnett_mandelbaum_reiman(self) -> None:
        """50 agents, 48 calls a minute of a minute each, patience 2 minutes: 3.1 % hang up.

        As the example is quoted everywhere; the paper itself was not at hand.
        """
        met = erlang_a(50, 48, 60, 120, 0)
        assert round(100 * float(met.abandon), 1) == 3.1
        assert round(float(met.abandon) * 120, 1) == 3.7  # mean wait of all
        assert round(100 * float(met.occupancy)) == 93


def random_cases(
    seed: int, size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    load = 10 ** rng.uniform(-3, 3, size)
    agents = np.maximum(1.0, np.ceil(load + rng.uniform(-3, 5, size) * np.sqrt(load)))
    g = 10 ** rng.uniform(-1, 2, size)
    tau = np.where(rng.random(size) < 0.1, 0.0, 10 ** rng.uniform(-3, 1, size))
    return agents, load, g, tau


class TestSecondPath:
    def test_sums_over_waiting_positions_agree_with_integrals_over_the_wait(self) -> None:
        """With more lines than anybody needs M/M/n/K+M is Erlang A, computed by other means."""
        n, a, g, tau = random_cases(11, 5_000)
        integral, summed = palm(n, a, g, tau), limited(n, n + 1e6, a, g, tau)
        assert worst_relative(integral.abandon, summed.abandon) < 1e-9
        assert worst_relative(integral.asa, summed.asa) < 1e-9
        for definition in SL_DEFINITIONS:
            difference = integral.late[definition] - summed.late[definition]
            assert np.abs(difference).max() < 1e-11

    def test_the_quick_evaluation_holds_four_digits(self) -> None:
        n, a, g, tau = random_cases(12, 5_000)
        exact, quick = palm(n, a, g, tau), palm(n, a, g, tau, exact=False)
        for definition in SL_DEFINITIONS:
            significant = exact.late[definition] > 1e-9
            ratio = quick.late[definition][significant] / exact.late[definition][significant]
            assert np.abs(ratio - 1).max() < 1e-4

    def test_endless_patience_is_erlang_c(self) -> None:
        load = np.array([0.5, 9.0, 95.0, 980.0])
        n = np.ceil(load + 2 * np.sqrt(load))
        met = erlang_a(n, load, 180, 1e12, 20)
        assert worst_relative(met.wait, erlang_c.erlang_c(n, load)) < 1e-6
        assert worst_relative(met.late["offered"], erlang_c.late(n, load, 20, 180)) < 1e-6

    @pytest.mark.slow
    def test_simulation(self) -> None:
        """An event simulation knows nothing of the formulas."""
        seen = simulate(agents=11, load=10.0, patience=0.5, threshold=0.1, calls=400_000, seed=5)
        met = erlang_a(11, 10.0, 1.0, 0.5, 0.1)
        assert seen["abandon"] == pytest.approx(float(met.abandon), abs=0.004)
        assert seen["on_time"] == pytest.approx(float(met.service_level["offered"]), abs=0.006)
        assert seen["asa"] == pytest.approx(float(met.asa), abs=0.002)


class TestLaws:
    @given(
        st.floats(0.01, 2e6), st.floats(1e-3, 1e6), st.floats(1e-2, 1e5),
        st.floats(1e-2, 1e7), st.floats(0, 1e5),
    )  # fmt: skip
    def test_every_value_is_a_sensible_one(
        self, agents: float, load: float, aht: float, patience: float, threshold: float
    ) -> None:
        met = erlang_a(agents, load, aht, patience, threshold)
        shares = (met.wait, met.abandon, met.occupancy, *met.late.values())
        for value in (*shares, *met.service_level.values()):
            assert 0.0 <= float(value) <= 1.0
        assert 0.0 <= float(met.asa) < np.inf

    @given(st.floats(0.01, 1e4), st.floats(-3, 5), st.floats(0.01, 50), st.floats(0, 3))
    def test_more_agents_serve_better(self, load: float, beta: float, g: float, tau: float) -> None:
        n = max(1.0, np.ceil(load + beta * np.sqrt(load)))
        few, more = (palm(*(np.array([v]) for v in (x, load, g, tau))) for x in (n, n + 1))
        assert more.abandon <= few.abandon * (1 + 1e-9)
        assert more.late["offered"] <= few.late["offered"] * (1 + 1e-9)
        assert more.occupancy <= few.occupancy * (1 + 1e-9)

    @given(st.floats(0.1, 1e4), st.floats(-2, 4), st.floats(0.01, 50))
    def test_flows_balance(self, load: float, beta: float, g: float) -> None:
        """What hangs up is the mean queue times the rate of losing patience (Little)."""
        n = max(1.0, np.ceil(load + beta * np.sqrt(load)))
        met = palm(*(np.array([v]) for v in (n, load, g, 0.0)))
        carried = load * (1 - met.abandon)
        assert met.occupancy * n == pytest.approx(carried, rel=1e-9)

    def test_the_definitions_are_ordered(self) -> None:
        n, a, g, tau = random_cases(13, 2_000)
        level = palm(n, a, g, tau).service_level
        assert (level["offered"] <= level["excl_short"] + 1e-12).all()
        assert (level["offered"] <= level["virtual"] + 1e-12).all()
        assert (level["offered"] <= level["answered"] + 1e-12).all()

    @pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
    def test_senseless_input(self, bad: float) -> None:
        for position, name in enumerate(("agents", "load", "aht", "patience")):
            values = [3.0, 2.0, 180.0, 60.0]
            values[position] = bad
            with pytest.raises(ValueError, match=name):
                erlang_a(*values)
        if bad != 0.0:
            with pytest.raises(ValueError, match="threshold"):
                erlang_a(3, 2, 180, 60, bad)


class TestSizing:
    def test_enough_and_one_fewer_is_not(self) -> None:
        rng = np.random.default_rng(14)
        load = 10 ** rng.uniform(-3, 5, 3_000)
        aht = np.full(load.size, 300.0)
        for definition in SL_DEFINITIONS:
            target, model = ServiceTarget(0.8, 20.0, None, 1.0), Patience(20.0, 120.0, definition)
            n = size(Demand(load, aht, np.zeros(load.size)), target, model).agents
            assert (model.performance(n, load, aht).late <= 0.2).all()
            several = np.flatnonzero(n > 1)
            fewer = model.performance(n[several] - 1, load[several], aht[several])
            assert (fewer.late > 0.2).all()

    def test_hanging_up_saves_agents_over_erlang_c(self) -> None:
        """At 20 erlangs and 60 s patience the definitions differ by a factor of two or more."""
        load, aht = np.array([20.0]), np.array([300.0])
        demand, target = Demand(load, aht, np.zeros(1)), ServiceTarget(0.8, 20.0, None, 1.0)
        agents = {
            d: size(demand, target, Patience(20.0, 60.0, d)).agents[0] for d in SL_DEFINITIONS
        }
        assert agents["answered"] < agents["offered"] < 25
