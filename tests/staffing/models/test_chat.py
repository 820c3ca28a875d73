"""Chats, several at a time."""

from typing import Any

import numpy as np
import pytest

from wfm.errors import OptionError
from wfm.staffing.formulas import erlang_c
from wfm.staffing.models.callers import Callers
from wfm.staffing.models.chat import Chat, read_chat
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.requirement import size
from wfm.staffing.targets import ServiceTarget

LOAD, AHT = np.array([5.0, 40.0]), np.array([300.0, 240.0])


def test_one_chat_at_a_time_is_erlang_c() -> None:
    met = Chat(20.0, (1.0,)).performance(np.array([8.0, 45.0]), LOAD, AHT)
    np.testing.assert_allclose(met.late, erlang_c.late([8.0, 45.0], LOAD, 20.0, AHT), rtol=1e-9)
    np.testing.assert_allclose(met.occupancy, LOAD / [8.0, 45.0])


def test_two_chats_that_take_no_longer_are_served_by_half_as_many_slots() -> None:
    """Agents with two slots each, at full speed in both, are twice as many agents with one."""
    met = Chat(20.0, (1.0, 1.0)).performance(np.array([4.0]), LOAD[:1], AHT[:1])
    both = Chat(20.0, (1.0,)).performance(np.array([8.0]), LOAD[:1], AHT[:1])
    assert met.late == pytest.approx(both.late, rel=1e-9)
    assert met.occupancy == pytest.approx(both.occupancy, rel=1e-9)


def test_multiples_and_seconds_mean_the_same() -> None:
    agents, aht = np.array([30.0]), AHT[:1]
    by_multiples = Chat(20.0, (1.0, 1.5)).performance(agents, LOAD[1:], aht)
    by_seconds = Chat(20.0, (300.0, 450.0), multiples=False).performance(agents, LOAD[1:], aht)
    np.testing.assert_allclose(by_multiples, by_seconds)


def test_the_heaviest_load_is_that_of_the_longest_chats() -> None:
    chat = Chat(20.0, (1.0, 1.4))
    assert chat.heaviest_load(LOAD, LOAD / AHT, AHT).tolist() == pytest.approx(1.4 * LOAD)


@pytest.mark.parametrize("times", [(1.0,), (1.0, 1.3), (1.0, 1.2, 1.9)])
def test_the_guess_decides_how_long_it_takes_and_nothing_else(times: tuple[float, ...]) -> None:
    """One agent fewer than the answer misses a target."""
    model, target = Chat(20.0, times), ServiceTarget()
    found = size(Demand(LOAD, AHT, np.zeros(2)), target, model).agents
    for agents, good in ((found, True), (found - 1, False)):
        met = model.performance(agents, LOAD, AHT)
        kept = (1 - met.late >= 0.8) & (met.occupancy <= 0.85)
        assert (kept == good).all()


def callers(chat_aht: Any) -> Callers:
    """Chats, up to two at a time."""
    return Callers("erlang_c", None, "offered", 0.0, np.inf, 2, chat_aht)


@pytest.mark.parametrize(
    ("given", "times", "multiples"),
    [
        (None, (1.0, 1.0), True),
        ("x1,x1.4", (1.0, 1.4), True),
        ("300, 420", (300.0, 420.0), False),
        (["5m", "7m"], (300.0, 420.0), False),
    ],
)
def test_handling_times_are_read(given: Any, times: tuple[float, ...], multiples: bool) -> None:
    found = read_chat(callers(given), ServiceTarget())
    assert (found.times, found.multiples) == (times, multiples)
    assert found.words("chat") == ["chats, up to 2 at a time per agent"]


@pytest.mark.parametrize("given", ["300", "x1,420", "300,420,600", "x1,x0", "0,300"])
def test_handling_times_that_are_none(given: str) -> None:
    with pytest.raises(OptionError) as caught:
        read_chat(callers(given), ServiceTarget())
    assert caught.value.option == "chat_aht"
