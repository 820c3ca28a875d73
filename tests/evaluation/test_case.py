"""Several queues simulated from tables: what is promised to each, the two ends, the same bytes."""

import pandas as pd
import pytest

from evaluation.several import people, queues, schedule, simulated
from wfm import tables

THREE = queues(sales=16, help=8, tech=4)
CREW = schedule(*"ABCDEF")
SKILLS = people(A="sales", B="sales", C="sales help", D="help", E="help tech", F="tech")


def test_each_queue_has_its_figures_and_all_have_theirs() -> None:
    found = simulated(CREW, THREE, people=SKILLS)
    assert list(found.intervals["queue"].unique()) == ["sales", "help", "tech"]
    assert len(found.intervals) == 3 * 48
    total = found.by("total").set_index("queue")
    assert list(total.index) == ["all", "sales", "help", "tech"]
    assert total["calls"]["all"] == pytest.approx(total["calls"].iloc[1:].sum(), abs=0.01)
    weighted = (total["calls"] * total["service_level"]).iloc[1:].sum() / total["calls"]["all"]
    assert total["service_level"]["all"] == pytest.approx(weighted, abs=1e-4)
    assert list(found.by("day")["queue"]) == ["all", "sales", "help", "tech"]
    conformed = tables.conform(found.periods, tables.SIMULATED_PERIODS)
    pd.testing.assert_frame_equal(conformed, found.periods)


def test_the_week_keeps_its_promise_where_every_queue_does() -> None:
    own = {"tech": {"service_level": 0.99, "threshold": 0}}
    easy, hard = (simulated(CREW, THREE, people=SKILLS, queues=q) for q in (None, own))
    assert easy.kept is not None
    assert hard.kept is not None
    by_queue = easy.by("total")["kept"]
    assert easy.kept[0] <= by_queue.iloc[1:].min()
    assert hard.kept[0] == 0.0
    assert hard.by("total").set_index("queue")["kept"]["sales"] == by_queue.iloc[1]


def test_pooled_is_best_and_separate_worst_on_the_same_calls() -> None:
    found = simulated(CREW, THREE, people=SKILLS, weeks=20)
    changes = found.changes.set_index("change")["difference"]
    assert changes["pooled"] > 0
    assert changes["separate"] < 0
    assert any(line.startswith("pooled 0.") and "as skilled 0." in line for line in found.summary)


def test_priority_and_overflow_are_heard_of_and_help() -> None:
    usual = simulated(CREW, THREE, people=SKILLS)
    own = {"sales": {"overflow_to": ["tech"], "overflow_after": "10s"}, "help": {"priority": 2}}
    helped = simulated(CREW, THREE, people=SKILLS, queues=own)
    levels = [f.by("total").set_index("queue")["service_level"] for f in (usual, helped)]
    assert levels[1]["sales"] > levels[0]["sales"]
    assert levels[1]["help"] < levels[0]["help"]
    assert any(
        note.startswith("routing: sales and tech before help, then who waits longest; "
                        "sales flows over to agents of tech after 10 s")
        for note in helped.notes
    )  # fmt: skip


def test_processes_change_nothing_and_the_seed_everything() -> None:
    one, two = (simulated(CREW, THREE, people=SKILLS, weeks=6, jobs=jobs) for jobs in (1, 2))
    for name in ("intervals", "periods", "changes"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    other = simulated(CREW, THREE, people=SKILLS, weeks=6, seed=2)
    assert other.total["asa_seconds"] != one.total["asa_seconds"]


def test_only_one_queue_is_answered_by_all_who_know_it() -> None:
    found = simulated(CREW, THREE, people=SKILLS, queue="sales")
    assert list(found.intervals["queue"].unique()) == ["sales"]
    assert found.total["agents"] * 3 == pytest.approx(3, abs=0.01)
    assert any("3 agents who do not answer sales left out" in note for note in found.notes)
