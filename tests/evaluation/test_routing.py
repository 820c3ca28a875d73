"""Queues and skills as the kernel takes them, and their two ends."""

import numpy as np
import pytest

from evaluation.several import queues
from simulation.centres import STEP
from wfm.errors import InputError
from wfm.evaluation.crew import Crew
from wfm.evaluation.queues import Queue, queues_of
from wfm.evaluation.routing import centre_of, pooled, refuse_unanswered, separate
from wfm.evaluation.weeks_ahead import Chance, ahead_of
from wfm.options.callers import CallersOptions
from wfm.options.simulate import FEWEST_SKILLS, LONGEST_FREE
from wfm.simulation.kernels.centre import Centre, Kind, Line
from wfm.simulation.windows import Agent, Plan

DAY = ((0.0, 48 * STEP),)


def given(own: object = None) -> tuple[Queue, ...]:
    forecast = queues(sales=20, help=10, tech=10)
    return queues_of(forecast, CallersOptions(), None, own)  # type: ignore[arg-type]


def crew(*skills: str) -> Crew:
    agents = [Agent(str(n), DAY, (0,), tuple(each.split())) for n, each in enumerate(skills)]
    return Crew(Plan("plan", tuple(agents)), ("",) * len(agents))


def test_those_with_the_fewest_skills_are_asked_first() -> None:
    centre, kinds = centre_of(crew("sales help tech", "help", "sales"), given(), FEWEST_SKILLS)
    assert centre == Centre(
        (Line((0, 2)), Line((1, 2)), Line((2,))),
        (Kind(((0,),)), Kind(((1,),)), Kind(((0, 1, 2),))),
    )
    assert kinds == (2, 1, 0)
    longest, _ = centre_of(crew("sales help tech", "help", "sales"), given(), LONGEST_FREE)
    assert longest is not None
    assert {line.choice for line in longest.lines} == {"longest"}


def test_priorities_and_overflow_after_a_delay() -> None:
    own = {
        "help": {"priority": 2},
        "tech": {"priority": 2, "overflow_to": ["sales"], "overflow_after": "30s"},
    }
    centre, _ = centre_of(crew("sales", "sales help", "tech"), given(own), FEWEST_SKILLS)
    assert centre is not None
    # Kinds: sales, tech, sales and help. Who helps answers their own queues first.
    assert [kind.tiers for kind in centre.kinds] == [((0,), (2,)), ((2,),), ((0,), (1,), (2,))]
    assert centre.lines[2] == Line((1, 0, 2), "first", (0.0, 30.0, 30.0))
    assert centre.lines[2].at_once == (1,)


def test_where_everybody_answers_every_queue_alike_there_is_one_queue() -> None:
    assert centre_of(crew("", "tech help sales"), given(), FEWEST_SKILLS) == (None, ())
    ranked, kinds = centre_of(
        pooled(crew("sales")), given({"help": {"priority": 2}}), FEWEST_SKILLS
    )
    assert ranked is not None
    assert ranked.kinds == (Kind(((0, 2), (1,))),)
    assert kinds == (0,)


def test_a_queue_that_nobody_answers_is_refused() -> None:
    with pytest.raises(InputError, match="nobody answers queue 'tech': no agent of the plan has"):
        refuse_unanswered(centre_of(crew("sales", "help"), given(), FEWEST_SKILLS)[0], given())
    refuse_unanswered(None, given())


def test_the_separate_end_shares_agents_out_as_calls_ask() -> None:
    demand = ahead_of({queue.name: queue.calls for queue in given()}, Chance()).demand
    found = separate(crew(*[""] * 8, "help tech"), demand)
    homes = [agent.skills for agent in found.plan.agents]
    assert homes[-1] in {("help",), ("tech",)}
    number = [homes.count((name,)) for name in demand.queues]
    assert number[0] in {4, 5}
    assert np.ptp(number[1:]) <= 1
