"""Fewest agents: enough, and one fewer is not."""

from collections.abc import Callable
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from staffing.asking import agents_for_asa, agents_for_occupancy, agents_for_service_level
from staffing.oracles import columns, exact_c
from wfm.staffing.formulas import erlang_b, erlang_c, fewest_agents
from wfm.staffing.formulas.fewest_agents import Fewest


class TestTruthTable:
    @pytest.mark.usefixtures("path")
    def test_no_wrong_agent(self, shared_dir: Path) -> None:
        t = columns(shared_dir / "truth" / "erlang_c_min_agents.csv")
        load = erlang_c.offered_load(t["calls"], t["aht_s"], t["interval_s"])
        level = agents_for_service_level(load, t["sl_target"], t["sl_seconds"], t["aht_s"])
        speed = agents_for_asa(load, t["asa_target_s"], t["aht_s"])
        capped = agents_for_occupancy(load, t["max_occupancy"])
        assert (level == t["agents_sl"]).all()
        assert (speed == t["agents_asa"]).all()
        assert (capped == t["agents_occ"]).all()
        assert (np.maximum(level, capped) == t["agents_sl_and_occ"]).all()


class TestPublishedNumbers:
    def test_society_of_workforce_planning_professionals(self) -> None:
        load = erlang_c.offered_load(450, 270, 1800)
        assert agents_for_service_level(load, 0.7, 30, 270) == 72

    def test_call_centre_helper(self) -> None:
        load = erlang_c.offered_load(100, 180, 1800)
        assert agents_for_service_level(load, 0.8, 20, 180) == 14
        assert agents_for_occupancy(load, 0.85) == 12


def random_cases(
    seed: int, size: int, most: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    load = 10 ** rng.uniform(-3, most, size)
    tau = np.where(rng.random(size) < 0.1, 0.0, 10 ** rng.uniform(-4, 1, size))
    target = rng.choice([0.0, 0.05, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99, 0.9999, 1 - 1e-12], size)
    return load, tau, target


class TestSecondPath:
    """100,000 random cases against the textbook recursion, which shares nothing with the code."""

    @staticmethod
    def by_recursion(
        load: NDArray[np.float64], tau: NDArray[np.float64], target: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Count agents up from none, all cases side by side, until the target is met."""
        blocked, answer = np.ones_like(load), np.zeros_like(load)
        rows, n = np.arange(load.size), 0
        with np.errstate(under="ignore"):
            while rows.size:
                n += 1
                blocked = load * blocked / (n + load * blocked)
                slack = n - load
                wait = n * blocked / (n - load * (1 - blocked))
                late = wait * np.exp(-np.maximum(slack, 0) * tau)
                met = (slack > 0) & (late <= 1 - target)
                answer[rows[met]] = n
                rows = rows[~met]
                load, tau, target, blocked = (v[~met] for v in (load, tau, target, blocked))
        return answer

    def test_same_integers(self) -> None:
        load, tau, target = random_cases(3, 100_000, 2.7)
        agents = agents_for_service_level(load, target, tau, 1.0)
        assert (agents == self.by_recursion(load, tau, target)).all()

    def test_series_gives_the_same_integers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        load, tau, target = random_cases(4, 2_000, 4)
        monkeypatch.setattr(erlang_b, "steps_are_enough", lambda *_: False)
        monkeypatch.setattr(erlang_b, "series_is_enough", lambda *_: True)
        series = agents_for_service_level(load, target, tau, 1.0)
        monkeypatch.setattr(erlang_b, "series_is_enough", lambda *_: False)
        assert (series == agents_for_service_level(load, target, tau, 1.0)).all()

    def test_wherever_it_starts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The start decides how long the search takes, never its answer."""
        load, tau, target = random_cases(8, 500, 3)
        right = agents_for_service_level(load, target, tau, 1.0)
        rng, search = np.random.default_rng(8), fewest_agents._fewest

        def lost(
            met: Callable[..., Any], start: NDArray[np.float64], *rest: NDArray[np.float64]
        ) -> Fewest:
            return search(met, start + rng.integers(-30, 30, start.size), *rest)

        monkeypatch.setattr(fewest_agents, "_fewest", lost)
        assert (agents_for_service_level(load, target, tau, 1.0) == right).all()


class TestEnoughAndOneFewerIsNot:
    def test_service_level_up_to_a_million_erlangs(self) -> None:
        load, tau, target = random_cases(5, 20_000, 6)
        n = agents_for_service_level(load, target, tau, 1.0)
        assert (erlang_c.late(n, load, tau, 1.0) <= 1 - target).all()
        fewer = np.maximum(n - 1.0, 0.0)
        assert (
            (erlang_c.late(fewer, load, tau, 1.0) > 1 - target) | (n <= np.floor(load) + 1)
        ).all()
        assert (n > load).all()

    def test_speed_of_answer_up_to_a_million_erlangs(self) -> None:
        load, tau, _ = random_cases(6, 20_000, 6)
        tau = np.maximum(tau, 1e-6)
        n = agents_for_asa(load, tau, 1.0)
        assert (erlang_c.asa(n, load, 1.0) <= tau).all()
        assert (erlang_c.asa(n - 1.0, load, 1.0) > tau).all()

    @given(st.floats(0.01, 25), st.sampled_from([0.1, 0.5, 0.8, 0.95, 0.999]))
    def test_in_exact_fractions(self, load: float, target: float) -> None:
        """At threshold 0 the service level is a ratio of whole numbers: no rounding anywhere."""
        n = int(agents_for_service_level(load, target, 0.0, 180.0))
        allowed = 1 - Fraction(target)
        assert exact_c(n, Fraction(load)) <= allowed
        assert n - 1 <= load or exact_c(n - 1, Fraction(load)) > allowed

    @given(st.floats(1e-3, 1e5), st.floats(1.0, 1.2), st.floats(0, 1))
    def test_more_calls_never_need_fewer(self, load: float, growth: float, tau: float) -> None:
        before, after = agents_for_service_level([load, load * growth], 0.8, tau, 1.0)
        assert after >= before


class TestPeerDefects:
    def test_one_agent_too_many_at_low_load(self) -> None:
        """A peer starts its search at round(load + 1) and answers 2."""
        assert agents_for_service_level(0.5, 0.5, 20, 180) == 1

    @given(st.integers(1, 10**6), st.integers(1, 99))
    def test_ceiling_of_a_division_forgives_float_noise(self, whole: int, percent: int) -> None:
        """A peer answers 31 for 21 / (1 - 0.3), which is 30."""
        share = 1 - percent / 100
        exact = Fraction(whole * 100, 100 - percent)
        assert fewest_agents.ceiling(whole / share) == -floor(-exact)
        assert fewest_agents.ceiling(21 / (1 - 0.3)) == 30

    @pytest.mark.parametrize("cap", [1.0, 1 - 1e-13])
    def test_no_cap_still_leaves_more_agents_than_load(self, cap: float) -> None:
        assert agents_for_occupancy(10.0, cap) == 11
        assert agents_for_asa(10.0, 1e9, 180) == 11
