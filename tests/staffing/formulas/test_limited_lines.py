"""Limited lines: M/M/n/K, with and without callers who hang up."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.oracles import columns, simulate, worst_relative
from wfm.staffing.formulas import erlang_b, erlang_c
from wfm.staffing.formulas.limited_lines import limited_lines


def test_truth_table(shared_dir: Path) -> None:
    t = columns(shared_dir / "truth" / "mmnk_trunks.csv")
    met = limited_lines(t["agents"], t["trunks"], t["offered_load_erl"], 1.0, t["T_over_aht"])
    accepted = 1.0 - met.blocked
    assert worst_relative(met.blocked, t["p_block"]) < 1e-9
    assert np.abs(met.wait / accepted - t["p_wait_accepted"]).max() < 1e-9
    assert worst_relative(1.0 - met.late["offered"], t["sl_offered"]) < 1e-9
    assert worst_relative((1.0 - met.late["offered"]) / accepted, t["sl_accepted"]) < 1e-9
    assert np.abs(met.asa - t["asa_accepted_over_aht"]).max() < 1e-9
    assert worst_relative(met.occupancy, t["occupancy"]) < 1e-9


@given(st.integers(1, 200), st.floats(0.01, 300))
def test_no_place_to_wait_is_erlang_b(agents: int, load: float) -> None:
    met = limited_lines(agents, agents, load, 180, 20)
    assert float(met.blocked) == pytest.approx(float(erlang_b.erlang_b(agents, load)), rel=1e-11)
    assert met.wait == 0.0
    assert met.asa == 0.0


def test_many_lines_are_erlang_c() -> None:
    load = np.array([0.5, 9.0, 95.0])
    n = np.ceil(load + 2 * np.sqrt(load))
    met = limited_lines(n, 10_000, load, 180, 20)
    assert worst_relative(met.late["offered"], erlang_c.late(n, load, 20, 180)) < 1e-11
    assert worst_relative(met.asa, erlang_c.asa(n, load, 180)) < 1e-11


@given(
    st.integers(1, 60), st.integers(1, 300), st.floats(1e-3, 200), st.floats(0.1, 1e4),
    st.floats(0, 1e3), st.floats(0.1, 1e5) | st.just(np.inf),
)  # fmt: skip
def test_every_value_is_a_sensible_one(
    agents: int, lines: int, load: float, aht: float, threshold: float, patience: float
) -> None:
    met = limited_lines(agents, lines, load, aht, threshold, patience)
    for value in (met.blocked, met.wait, met.abandon, met.occupancy, *met.late.values()):
        assert -1e-12 <= float(value) <= 1.0
    assert 0.0 <= float(met.asa) < np.inf
    assert met.blocked + met.abandon <= 1.0 + 1e-12


def test_far_more_lines_than_calls_are_no_limit() -> None:
    """The long tail of a queue at 99.9 % occupancy is added up as a series."""
    load = np.array([1e3, 1e5, 1e6])
    met = limited_lines(load + 2.0, 3e7, load, 300, 20)
    assert worst_relative(met.late["offered"], erlang_c.late(load + 2.0, load, 20, 300)) < 1e-9
    assert worst_relative(met.asa, erlang_c.asa(load + 2.0, load, 300)) < 1e-9


def test_rows_of_one_call_do_not_disturb_each_other() -> None:
    """Overloaded and idle, short and long queues: together and alone they give the same."""
    n, load = np.array([56.0, 188.0, 40.0, 3.0]), np.array([117.0, 303.0, 30.0, 1.0])
    lines, patience = np.array([72.0, 484.0, 4000.0, 5.0]), np.array([np.inf, np.inf, np.inf, 90.0])
    together = limited_lines(n, lines, load, 180, 3, patience)
    for i in range(n.size):
        alone = limited_lines(n[i], lines[i], load[i], 180, 3, patience[i])
        for one, many in zip(alone[:5], together[:5], strict=True):
            assert float(one) == pytest.approx(many[i], rel=1e-11)
        if load[i] > n[i]:  # whoever is served waits behind a full queue
            assert float(alone.blocked) == pytest.approx(1.0 - n[i] / load[i], rel=1e-2)


def test_an_overloaded_queue_of_many_places_does_not_overflow() -> None:
    met = limited_lines(10, 3_000, 500.0, 180, 20)
    assert float(met.blocked) == pytest.approx(0.98, rel=1e-9)
    assert float(met.occupancy) == pytest.approx(1.0)


def test_the_end_of_an_overloaded_queue_is_a_series() -> None:
    """Far more places than positions that are stepped through, against a sum in logarithms."""
    n, lines, load, tau = 50, 5_000, 50.5, 0.1
    met = limited_lines(n, lines, load, 1.0, tau)
    place = np.arange(lines - n + 1.0)  # calls that wait
    busy = np.cumsum(np.log(load / np.arange(1.0, n)))
    queue = busy[-1] + np.log(load / n) * (place + 1.0)
    weight = np.exp(queue - queue.max())
    total = weight.sum() + np.exp(np.append(0.0, busy) - queue.max()).sum()
    assert float(met.blocked) == pytest.approx(weight[-1] / total, rel=1e-11)
    waits = (weight[:-1] * (place[:-1] + 1.0) / n).sum() / (total - weight[-1])
    assert float(met.asa) == pytest.approx(waits, rel=1e-11)


@pytest.mark.parametrize("patience", [np.inf, 90.0])
def test_the_smallest_chance_to_be_blocked_keeps_its_digits(patience: float) -> None:
    """1e-40 and less: far beyond where it counts in any other number."""
    n, lines, load = np.array([2, 12, 80]), np.array([40, 150, 400]), np.array([0.3, 5.5, 70.0])
    met = limited_lines(n, lines, load, 180, 20, patience)
    g = 180 / patience
    for agents, most, a, blocked in zip(n, lines, load, met.blocked, strict=True):
        places = np.arange(1.0, most + 1.0)
        rate = np.minimum(places, agents) + np.maximum(places - agents, 0.0) * g
        chance = np.append(0.0, np.cumsum(np.log(a / rate)))
        assert blocked == pytest.approx(np.exp(chance[-1]) / np.exp(chance).sum(), rel=1e-11)
        assert 0.0 < blocked < 1e-17


@pytest.mark.slow
def test_simulation() -> None:
    seen = simulate(agents=6, load=6.5, threshold=0.1, calls=400_000, seed=9, patience=1.5, lines=9)
    met = limited_lines(6, 9, 6.5, 1.0, 0.1, 1.5)
    assert seen["blocked"] == pytest.approx(float(met.blocked), abs=0.003)
    assert seen["abandon"] == pytest.approx(float(met.abandon), abs=0.003)
    assert 1.0 - seen["on_time"] == pytest.approx(float(met.late["offered"]), abs=0.005)
    assert seen["asa"] == pytest.approx(float(met.asa), abs=0.003)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan])
def test_senseless_input(bad: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        limited_lines(3, 5, bad, 180, 20)
