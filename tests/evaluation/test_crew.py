"""Who has which skills: people, groups and requirements."""

import copy

import pandas as pd
import pytest

import wfm
from evaluation.several import people, queues, schedule, simulated
from test_evaluation import PLAN, roster_of
from wfm.errors import InputError

TWO = queues(sales=8, help=8)


def test_agents_answer_the_queues_that_they_know() -> None:
    given = people(A="sales", B="sales|help", C="help")
    found = simulated(schedule("A", "B", "C"), TWO, people=given)
    agents = found.by("total").set_index("queue")["agents"] * 3  # of 24 hours 8
    assert agents.tolist() == pytest.approx([3, 2, 2], abs=0.02)


def test_a_group_has_skills_and_a_person_goes_before_it() -> None:
    config = copy.deepcopy(PLAN)
    config["roster"]["group"][0]["skills"] = ["sales"]  # type: ignore[index]
    with pytest.raises(InputError, match="nobody answers queue 'help'"):
        simulated(schedule("A", "B"), TWO, config=config)
    found = simulated(schedule("A", "B"), TWO, config=config, people=people(B="help"))
    assert found.by("total")["agents"].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 3], abs=0.01)


def test_where_nobody_says_all_answer_everything_and_that_is_said() -> None:
    found = simulated(schedule("A", "B"), TWO)
    assert any(
        note.startswith("2 agents without skills answer every queue") for note in found.notes
    )


def test_skills_are_not_looked_at_where_the_forecast_names_no_queues_and_that_is_said() -> None:
    plain = TWO[TWO["queue"] == "sales"].drop(columns="queue")
    found = simulated(schedule("A", "B"), plain, people=people(A="sales", B="sails"))
    assert found.by("total")["agents"].tolist() == pytest.approx([2 / 3], abs=0.01)
    assert (
        "the forecast names no queues: everybody answers its calls, whatever their skills "
        "('sails', 'sales')"
    ) in found.notes
    assert not any("skills" in note for note in simulated(schedule("A", "B"), plain).notes)


def test_fewer_agents_than_queues_have_a_separate_end_that_leaves_callers_waiting() -> None:
    found = simulated(schedule("A"), TWO)
    changes = found.changes.set_index("change")["difference"]
    assert list(changes.index[:2]) == ["as planned", "separate"]


def test_of_a_roster_an_own_clock_is_left_out_and_that_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    placed = people(Ann="sales", Ben="help").assign(team="1", line=[1, 2])
    words = "with a clock of their own, such as 'Ben': a roster is judged on the clocks of its"
    for timezone, number in (("", 0), ("Asia/Manila", 1)):
        given = placed.assign(timezone=["", timezone])
        wfm.evaluate(roster_of(["DDDDD..", "DDDDD.."]), TWO, people=given, config=PLAN)
        assert caplog.text.count(f"1 agent {words}") == number


def test_in_a_roster_people_are_known_by_where_they_stand() -> None:
    roster, week = roster_of(["DDDDD..", "DDDDD.."]), queues(7, sales=4, help=4)
    placed = people(Ann="sales", Ben="help").assign(team="1", line=[1, 2])
    found = simulated(roster, week, people=placed, weeks=2)
    assert found.by("total")["agents"].tolist() == pytest.approx(
        [20 / 42, 10 / 42, 10 / 42], abs=0.01
    )
    off = roster_of(["DDDDD..", "......."])
    both = people(Ann="sales|help", Ben="help").assign(team="1", line=[1, 2])
    assert simulated(off, week, people=both, weeks=2).by("total")["service_level"].notna().all()
    with pytest.raises(InputError, match="in the columns team and line"):
        simulated(roster, week, people=people(Ann="sales"))
    with pytest.raises(InputError, match="'Ann': nobody of the roster stands in team '1', line 9"):
        simulated(roster, week, people=people(Ann="sales").assign(team="1", line=9))


def test_a_skill_that_is_no_queue_is_refused() -> None:
    said = "agent 'A': no queue of the forecast is called 'slaes': the nearest one is 'sales'"
    with pytest.raises(InputError, match=said):
        simulated(schedule("A"), TWO, people=people(A="slaes help"))


def required(**options: object) -> pd.DataFrame:
    given = {"shrinkage": 0, "max_occupancy": 1, **options}
    return wfm.staff(TWO, config={}, **given)  # type: ignore[arg-type]


def test_a_requirement_is_agents_of_its_queues_whatever_was_pooled() -> None:
    apart, pooled = required(), required(pool="all")
    one, other = (simulated(plan, TWO, max_occupancy=1) for plan in (apart, pooled))
    for found, plan in ((one, apart), (other, pooled)):
        assert found.total["agents"] == pytest.approx(plan["agents_required"].sum() / 48, abs=0.01)
        assert list(found.by("total")["queue"]) == ["all", "sales", "help"]
    assert other.total["agents"] < one.total["agents"]
    assert other.total["service_level"] > 0.75


def test_agents_of_a_requirement_have_the_kinds_that_answer_their_queue_in_turn() -> None:
    apart, skilled = (
        simulated(required(), TWO, max_occupancy=1, skills=skills)
        for skills in (None, "sales+help,help")
    )
    agents = skilled.by("total").set_index("queue")["agents"]
    assert agents["help"] == pytest.approx(agents["all"], abs=0.01)
    assert agents["sales"] < agents["all"]
    assert skilled.total["service_level"] > apart.total["service_level"] + 0.02


def test_a_queue_of_a_requirement_that_nobody_calls_is_refused() -> None:
    plan = required().replace({"queue": {"help": "billing"}})
    with pytest.raises(InputError, match="no queue of the forecast is called 'billing'"):
        simulated(plan, TWO)
    with pytest.raises(InputError, match="of a requirement have no names: leave agents out"):
        simulated(required(), TWO, people=people(A="sales"))
