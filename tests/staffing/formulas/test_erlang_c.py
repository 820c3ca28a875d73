"""Erlang B and C: against truth tables, print, exact fractions and laws."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparing import few
from staffing.oracles import columns, exact_b, exact_c, worst_relative
from wfm.staffing.formulas import erlang_b, erlang_c

loads = st.floats(1e-3, 1e6)
small_loads = st.fractions(Fraction(1, 50), 30, max_denominator=50)


class TestTruthTable:
    @pytest.fixture
    def table(self, shared_dir: Path) -> dict[str, np.ndarray]:
        return columns(shared_dir / "truth" / "erlang_bc.csv")

    @pytest.mark.usefixtures("path")
    @pytest.mark.parametrize("tau", [("1_64", 1 / 64), ("1_8", 1 / 8), ("1", 1.0)])
    def test_service_level(self, table: dict[str, np.ndarray], tau: tuple[str, float]) -> None:
        name, threshold = tau
        n, a = table["agents"], table["offered_load_erl"]
        level, missed = table[f"sl_tau_{name}"], table[f"miss_tau_{name}"]
        assert worst_relative(erlang_c.service_level(n, a, threshold, 1.0), level) < 1e-11
        assert worst_relative(erlang_c.late(n, a, threshold, 1.0), missed) < 1e-11

    @pytest.mark.usefixtures("path")
    def test_probabilities_and_times(self, table: dict[str, np.ndarray]) -> None:
        n, a = table["agents"], table["offered_load_erl"]
        assert worst_relative(erlang_b.erlang_b(n, a), table["erlang_b"]) < 1e-11
        assert worst_relative(erlang_c.erlang_c(n, a), table["p_wait"]) < 1e-11
        assert worst_relative(erlang_c.asa(n, a, 1.0), table["asa_over_aht"]) < 1e-11
        assert worst_relative(erlang_c.occupancy(n, a), table["occupancy"]) < 1e-11

    def test_unstable_rows(self, table: dict[str, np.ndarray]) -> None:
        rows = table["status"] == "unstable"
        n, a = table["agents"][rows], table["offered_load_erl"][rows]
        assert (erlang_c.erlang_c(n, a) == 1.0).all()
        assert (erlang_c.service_level(n, a, 20.0, 180.0) == 0.0).all()
        assert np.isposinf(erlang_c.asa(n, a, 180.0)).all()


class TestPublishedNumbers:
    @pytest.mark.parametrize(
        ("agents", "percent", "seconds"), [(71, 61, 44), (72, 71, 29), (73, 78, 20)]
    )
    def test_society_of_workforce_planning_professionals(
        self, agents: int, percent: int, seconds: int
    ) -> None:
        """450 calls in half an hour, AHT 270 s, 30 s threshold."""
        load = erlang_c.offered_load(450, 270, 1800)
        assert round(100 * float(erlang_c.service_level(agents, load, 30, 270))) == percent
        assert round(float(erlang_c.asa(agents, load, 270))) == seconds

    def test_call_centre_helper(self) -> None:
        """The worked example: 100 calls in half an hour, AHT 180 s, 14 agents, 20 s."""
        load = erlang_c.offered_load(100, 180, 1800)
        assert round(float(erlang_c.service_level(14, load, 20, 180)), 3) == 0.888
        assert round(float(erlang_c.erlang_c(14, load)), 3) == 0.174
        assert round(float(erlang_c.occupancy(14, load)), 3) == 0.714

    @pytest.mark.parametrize(
        ("lines", "load", "blocked"), [(10, 4.46, 0.01), (20, 13.18, 0.02), (100, 84.06, 0.01)]
    )
    def test_trunk_tables(self, lines: int, load: float, blocked: float) -> None:
        """As Erlang B tables are quoted, to two decimals of load; no printed one was at hand."""
        assert (
            erlang_b.erlang_b(lines, load - 0.005)
            < blocked
            < erlang_b.erlang_b(lines, load + 0.005)
        )


class TestExactFractions:
    @given(st.integers(0, 60), small_loads)
    def test_blocking(self, agents: int, load: Fraction) -> None:
        assert float(erlang_b.erlang_b(agents, float(load))) == pytest.approx(
            float(exact_b(agents, Fraction(float(load)))), rel=1e-12
        )

    @given(st.integers(1, 30), small_loads)
    def test_waiting(self, more: int, load: Fraction) -> None:
        agents = int(load) + more
        assert float(erlang_c.erlang_c(agents, float(load))) == pytest.approx(
            float(exact_c(agents, Fraction(float(load)))), rel=1e-12
        )


class TestLaws:
    @given(st.floats(0, 2e6), st.floats(0, 1e6), st.floats(0, 1e5), st.floats(1e-2, 1e6))
    def test_every_value_is_a_sensible_one(
        self, agents: float, load: float, threshold: float, aht: float
    ) -> None:
        for value in (
            erlang_b.erlang_b(agents, load),
            erlang_c.erlang_c(agents, load),
            erlang_c.service_level(agents, load, threshold, aht),
            erlang_c.late(agents, load, threshold, aht),
            erlang_c.occupancy(agents, load),
        ):
            assert 0.0 <= float(value) <= 1.0
        assert float(erlang_c.asa(agents, load, aht)) >= 0.0

    @given(st.floats(0, 3e4), st.floats(0.01, 2e4))
    def test_one_more_agent_follows_the_recursion(self, agents: float, load: float) -> None:
        inverse = float(erlang_b.inverse_erlang_b(agents, load))
        following = float(erlang_b.inverse_erlang_b(agents + 1.0, load))
        if np.isfinite(following):
            assert following == pytest.approx(1.0 + (agents + 1.0) / load * inverse, rel=1e-9)

    @given(loads, st.floats(1e-6, 10), st.floats(0, 10), st.floats(0, 2))
    def test_more_agents_never_wait_longer(
        self, load: float, above: float, more: float, tau: float
    ) -> None:
        few = load + above * np.sqrt(load)
        many = few + more
        assert erlang_c.late(many, load, tau, 1.0) <= erlang_c.late(few, load, tau, 1.0) * (
            1 + 1e-9
        )
        assert erlang_c.asa(many, load, 1.0) <= erlang_c.asa(few, load, 1.0) * (1 + 1e-9)

    def test_all_ways_agree(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rng = np.random.default_rng(7)
        load = 10 ** rng.uniform(-3, 5, 400)
        agents = np.ceil(load + rng.uniform(0, 6, load.size) * np.sqrt(load))
        monkeypatch.setattr(erlang_b, "steps_are_enough", lambda *_: False)
        monkeypatch.setattr(erlang_b, "series_is_enough", lambda *_: True)
        series = erlang_c.erlang_c(agents, load)
        monkeypatch.setattr(erlang_b, "series_is_enough", lambda *_: False)
        assert worst_relative(series, erlang_c.erlang_c(agents, load)) < 1e-11
        few = agents <= 170
        monkeypatch.setattr(erlang_b, "steps_are_enough", lambda *_: True)
        assert worst_relative(series[few], erlang_c.erlang_c(agents[few], load[few])) < 1e-12

    def test_steps_keep_their_digits_up_to_the_largest_factorial(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(erlang_b, "steps_are_enough", lambda *_: True)
        agents = np.repeat([1.0, 30.0, 100.0, 170.0], 4)
        load = np.tile([0.5, 60.0, 170.0, 1e6], 4)
        exact = [float(exact_b(int(n), Fraction(a))) for n, a in zip(agents, load, strict=True)]
        steps = erlang_b.erlang_b(agents, load)
        assert worst_relative(steps, np.array(exact)) < 1e-13


class TestPeerDefects:
    def test_large_loads_are_no_nan(self) -> None:
        """A peer returns NaN above 134 erlangs, another above 711."""
        load = np.array([134.5, 711.5, 1e4, 1e6])
        assert np.all(np.isfinite(erlang_c.service_level(load * 1.02, load, 20, 180)))

    def test_no_underflow_of_the_service_level(self) -> None:
        """A peer gives 0.678 where factorials underflow and 0.992 is true."""
        load, agents = 700.0, 752
        on_time = 1 - exact_c(agents, Fraction(load)) * Fraction(np.exp(-(agents - load) / 9.0))
        assert float(erlang_c.service_level(agents, load, 20, 180)) == pytest.approx(float(on_time))

    def test_too_few_agents_wait_for_ever(self) -> None:
        """A peer gives an ASA of -180 s and a waiting probability of 1.42."""
        assert np.isposinf(erlang_c.asa(9, 10.0, 180))
        assert erlang_c.erlang_c(9, 10.0) == 1.0
        assert erlang_c.service_level(10, 10.0, 20, 180) == 0.0

    def test_no_load(self) -> None:
        assert erlang_c.erlang_c(3, 0.0) == 0.0
        assert erlang_c.service_level(0, 0.0, 20, 180) == 1.0
        assert erlang_c.asa(0, 0.0, 180) == 0.0
        assert erlang_c.occupancy(3, 0.0) == 0.0

    @pytest.mark.parametrize("value", [np.nan, np.inf, -1.0])
    def test_senseless_input(self, value: float) -> None:
        with pytest.raises(ValueError, match="load must be finite"):
            erlang_c.erlang_c(3, value)
        with pytest.raises(ValueError, match="agents must be finite"):
            erlang_b.erlang_b(value, 1.0)
        with pytest.raises(ValueError, match="threshold"):
            erlang_c.service_level(3, 1.0, -1.0 if value == np.inf else value, 180)


@pytest.mark.parametrize("most", few(1, [3.5, 2, 5]))
def test_the_way_is_chosen_by_size_alone(most: float) -> None:
    """What else the process has done decides no digit: neither before scipy is there nor after."""
    code = (
        "import numpy as np; from wfm.staffing.formulas.erlang_b import erlang_b;"
        "loads = [np.tile(10.0 ** np.linspace(-1, {most}, 300), times) for times in (1, 10)];"
        "answers = lambda: [erlang_b(np.ceil(1.1 * a + 1.0), a).tobytes() for a in loads];"
        "before = answers();"
        "import scipy.special;"
        "assert answers() == before"
    )
    subprocess.run([sys.executable, "-c", code.format(most=most)], check=True)
