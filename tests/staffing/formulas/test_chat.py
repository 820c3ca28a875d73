"""Chats: several conversations per agent."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.asking import concurrent_chats
from wfm.staffing.formulas import erlang_c


def test_truth_table(shared_dir: Path) -> None:
    with (shared_dir / "truth" / "chat_concurrency.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        aht = [float(seconds) for seconds in row["aht_by_load_s"].split(";")]
        rate = float(row["chats"]) / float(row["interval_s"])
        agents, threshold = float(row["agents"]), float(row["T_s"])
        met = concurrent_chats(agents, rate, aht, threshold)
        assert float(met.wait) == pytest.approx(float(row["p_wait"]), rel=1e-9)
        assert float(1 - met.late) == pytest.approx(float(row["sl"]), rel=1e-9)
        assert float(met.asa) == pytest.approx(float(row["asa_s"]), rel=1e-9)
        assert float(met.occupancy) == pytest.approx(float(row["agent_busy_fraction"]), rel=1e-9)
        chats = float(row["mean_chats_per_agent"])
        assert float(met.chats_per_agent) == pytest.approx(chats, rel=1e-9)
        target = float(row["sl_target"])
        assert 1 - met.late >= target
        assert 1 - concurrent_chats(agents - 1, rate, aht, threshold).late < target


@given(st.integers(1, 100), st.floats(0.01, 90), st.floats(0, 60))
def test_one_chat_at_a_time_is_erlang_c(agents: int, load: float, threshold: float) -> None:
    met = concurrent_chats(agents, load / 180, [180.0], threshold)
    exact = float(erlang_c.erlang_c(agents, load))
    assert float(met.wait) == pytest.approx(exact, rel=1e-9, abs=1e-250)
    assert float(met.late) == pytest.approx(
        float(erlang_c.late(agents, load, threshold, 180)), rel=1e-9, abs=1e-250
    )


@given(st.integers(1, 40), st.floats(1e-6, 5), st.lists(st.floats(1, 1e4), min_size=1, max_size=4))
def test_every_value_is_a_sensible_one(agents: int, rate: float, aht: Sequence[float]) -> None:
    met = concurrent_chats(agents, rate, aht, 20)
    assert 0.0 <= float(met.late) <= float(met.wait) <= 1.0
    assert 0.0 <= float(met.occupancy) <= 1.0
    assert 0.0 <= float(met.chats_per_agent) <= len(aht)
    assert float(met.asa) >= 0.0


def test_agents_that_cannot_keep_up() -> None:
    met = concurrent_chats(1, 1.0, [300.0, 420.0], 20)
    assert met.late == 1.0
    assert np.isposinf(met.asa)


def test_a_million_erlangs_next_to_each_other() -> None:
    """Neighbouring counts of a huge team differ a little, and in the right direction."""
    agents = 666_682.0 + np.arange(3)
    met = concurrent_chats(agents, 1e6 / 300, [300.0, 420.0, 600.0], 20)
    assert (np.diff(met.late) < 0.0).all()
    assert (np.diff(met.chats_per_agent) < 0.0).all()
