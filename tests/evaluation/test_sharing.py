"""Several queues by formula."""

import io

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

import wfm
from evaluation.several import people, queues, schedule
from test_evaluation import PLAN
from wfm import views
from wfm.errors import InputError
from wfm.evaluation import Evaluation

CREW = {**PLAN, "staff": {"max_occupancy": 1, "shrinkage": 0}}
TWO = queues(sales=10.0, help=5.0)


def judged(*agents: str, forecast: pd.DataFrame = TWO, **options: object) -> Evaluation:
    asked: dict[str, object] = {"config": CREW, **options}
    return wfm.evaluate(schedule(*agents), forecast, **asked)  # type: ignore[arg-type]


def levels(found: Evaluation) -> list[float]:
    return found.queues["service_level"].tolist()


def test_agents_with_one_skill_are_judged_as_if_their_queue_were_alone() -> None:
    skilled = people(Ann="sales", Ben="sales", Cid="help")
    found = judged("Ann", "Ben", "Cid", people=skilled)
    alone = [
        wfm.evaluate(schedule(*names), TWO, queue=queue, config=CREW).total["service_level"]
        for queue, names in (("sales", ("Ann", "Ben")), ("help", ("Cid",)))
    ]
    assert found.queues["queue"].tolist() == ["sales", "help"]
    assert levels(found) == alone
    assert found.queues["phone_hours"].tolist() == [16, 8]
    sized = [wfm.staff(TWO[TWO["queue"] == name], config=CREW) for name in ("sales", "help")]
    needed = [one["agents_scheduled"].sum() / 2 for one in sized]
    assert found.queues["required_hours"].tolist() == needed
    good = (found.queues["service_level"] * found.queues["calls"]).sum()
    assert found.total["service_level"] == pytest.approx(good / TWO["calls"].sum(), abs=1e-6)


def test_agents_who_answer_everything_make_one_queue_of_all() -> None:
    found = judged("Ann", "Ben", "Cid")
    pooled = wfm.evaluate(schedule("Ann", "Ben", "Cid"), TWO, pool="all", config=CREW)
    assert levels(found) == pytest.approx([pooled.total["service_level"]] * 2, abs=1e-6)
    for name in ("phone_hours", "required_hours", "paid_hours", "cost", "over_hours"):
        assert found.total[name] == pytest.approx(pooled.total[name], abs=0.02)
    assert "sales and help are one queue to the formula: the same agents answer them" in found.notes


def test_each_queue_has_a_target_of_its_own() -> None:
    own = {"sales": {"threshold": "60s", "service_level": 0.9}}
    found = judged("Ann", "Ben", "Cid", queues=own)
    assert found.queues["threshold_seconds"].tolist() == [60, 20]
    assert found.queues["target"].tolist() == [0.9, 0.8]
    assert levels(found)[0] > levels(found)[1]
    assert found.service_level is None
    assert np.isnan(found.threshold)
    assert found.summary[0].startswith("service level 0.")
    assert "as each queue promises" in found.summary[0]
    assert any(line.startswith("sales: service level ") for line in found.summary)


def test_agents_with_several_skills_are_shared_out_between_two_bounds() -> None:
    skilled = people(Ann="sales", Ben="sales|help", Cid="help")
    found = judged("Ann", "Ben", "Cid", people=skilled)
    hours = found.queues["phone_hours"]
    assert hours.sum() == 24
    assert (hours > 8).all()
    (bounds,) = [note for note in found.notes if "wfm simulate says where between" in note]
    least, most = (float(word) for word in bounds.split() if word.startswith("0."))
    assert least < most
    assert least == pytest.approx(found.total["service_level"], abs=1e-3)
    pooled = judged("Ann", "Ben", "Cid")
    assert most == pytest.approx(pooled.total["service_level"], abs=1e-3)
    seen = wfm.simulate(
        schedule("Ann", "Ben", "Cid"), TWO, people=skilled, config=CREW, weeks=20,
        aht_cv="exponential",
    )  # fmt: skip
    assert least < seen.total["service_level"] < most


def test_a_requirement_of_queues_or_of_a_pool_is_laid_over_them() -> None:
    sized = wfm.staff(TWO, config=CREW)
    pooled = wfm.staff(TWO, config=CREW, pool="all")
    found = judged("Ann", "Ben", "Cid", requirement=sized)
    assert found.total["required_hours"] == sized["agents_scheduled"].sum() / 2
    together = judged("Ann", "Ben", "Cid", requirement=pooled)
    assert together.total["required_hours"] == pooled["agents_scheduled"].sum() / 2
    share = together.queues["required_hours"] / together.total["required_hours"]
    assert share.tolist() == pytest.approx([2 / 3, 1 / 3], abs=1e-3)
    with pytest.raises(InputError, match="the requirement has no queue 'help'"):
        judged("Ann", requirement=sized[sized["queue"] == "sales"])


def test_skills_that_are_no_queue_are_refused_and_agents_of_none_left_out() -> None:
    with pytest.raises(InputError, match="no queue of the forecast is called 'sale'"):
        judged("Ann", people=people(Ann="sale"))
    one = TWO[TWO["queue"] == "sales"]
    found = judged("Ann", "Ben", forecast=one, people=people(Ann="sales", Ben="help"))
    assert found.total["phone_hours"] == 8
    assert found.total["paid_hours"] == 16
    assert "1 agent who does not answer sales left out" in found.notes


def test_too_many_for_one_queue_make_up_for_nobody_in_another() -> None:
    names = ("Ann", "Ben", "Cid", "Dan", "Eve")
    found = judged(*names, people=people(**dict.fromkeys(names, "sales")))
    assert found.queues["over_hours"].iloc[0] > 0
    assert found.queues["short_hours"].iloc[1] > 0
    for name in ("over_hours", "short_hours"):
        assert found.total[name] == pytest.approx(found.queues[name].sum())


def test_who_is_answered_by_a_part_of_an_agent_has_a_mean_wait() -> None:
    alone = judged("Ann", model="erlang_a", patience="60s")
    parted = judged(
        "Ann", "Ben", people=people(Ann="sales", Ben="sales|help"), model="erlang_a", patience="60s"
    )
    assert parted.queues["asa_seconds"].notna().all()
    assert alone.total["asa_seconds"] > 0
    assert np.isfinite(parted.total["asa_seconds"])


def test_targets_are_named_by_queue_where_they_differ() -> None:
    found = judged("Ann", "Ben", queues={"sales": {"service_level": 0.9}})
    targets = [note for note in found.notes if "targets:" in note]
    assert [note.split(":")[0] for note in targets] == ["sales", "help"]
    assert len([note for note in judged("Ann", "Ben").notes if "targets:" in note]) == 1


def test_the_formula_knows_no_priorities() -> None:
    found = judged("Ann", "Ben", queues={"sales": {"priority": 1}, "help": {"priority": 2}})
    assert any(note.startswith("the formula knows neither priorities") for note in found.notes)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_draws_queues_and_one_week_of_all(width: int) -> None:
    own = {"[sales]": {"threshold": "60s"}}
    forecast = TWO.assign(queue=TWO["queue"].replace("sales", "[sales]"))
    found = judged("Ann", "Ben", "Cid", forecast=forecast, queues=own)
    stream = io.StringIO()
    Console(file=stream, width=width).print(views.evaluation(found))
    text = stream.getvalue()
    assert max(map(len, text.splitlines())) <= width
    words = " ".join(text.split())
    for word in ("[sales]", "as each queue promises", "agents against"):
        assert word in words
    assert "nan" not in words
