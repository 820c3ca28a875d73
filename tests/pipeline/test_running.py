"""What is done again of a plan, and what is kept."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.tiny_site import CONFIG, content, histories, history
from running import Command, Ran

_AFTER_STAFF = ["staff", "roster", "schedule", "evaluate", "simulate", "report"]


def again(wfm: Command, *words: str, history: str = "calls.csv") -> Ran:
    return wfm("plan", history, "--agents", "agents.csv", *words)


def steps(ran: Ran) -> list[str]:
    """Return the steps that a run did."""
    return [line.split()[0] for line in ran.lines if line.endswith(" ...")]


def test_the_second_run_does_nothing(wfm: Command, desk: Path) -> None:
    before = content(desk)
    ran = again(wfm)
    assert (ran.code, ran.out, steps(ran)) == (0, "", [])
    assert ran.lines[0] == "nothing has changed: plan is as it was"
    assert content(desk) == before


def test_it_ends_with_five_lines(wfm: Command, desk: Path) -> None:
    words = [line.split(":")[0] for line in again(wfm).lines[-5:]]
    assert words == ["calls", "need", "roster", "promise", "look at"]


@pytest.mark.slow
def test_a_changed_shrinkage_redoes_staff_and_what_follows(wfm: Command, desk: Path) -> None:
    (desk / "wfm.toml").write_text(CONFIG.replace("shrinkage = 0.1", "shrinkage = 0.4"))
    assert steps(again(wfm)) == _AFTER_STAFF


def test_a_comment_in_the_configuration_redoes_nothing(wfm: Command, desk: Path) -> None:
    (desk / "wfm.toml").write_text(f"# seen\n{CONFIG}")
    assert steps(again(wfm)) == []


def test_a_flag_redoes_what_reads_it(wfm: Command, desk: Path) -> None:
    assert steps(again(wfm, "--time-limit", "30s")) == ["roster"]


def test_from_redoes_a_step_and_what_follows(wfm: Command, desk: Path) -> None:
    before = content(desk / "plan")
    assert steps(again(wfm, "--from", "evaluate")) == ["evaluate", "simulate", "report"]
    assert content(desk / "plan") == before


def test_what_was_changed_by_hand_is_made_anew(wfm: Command, desk: Path) -> None:
    before = content(desk / "plan")
    with (desk / "plan/requirement.csv").open("a") as file:
        file.write("\n")
    ran = again(wfm)
    assert "warning: requirement.csv has changed since it was made: it is made anew" in ran.lines
    assert (
        "warning: requirement.csv was changed by hand: that is kept as requirement.csv.edited"
        in (ran.lines)
    )
    assert steps(ran) == ["staff"]
    edited = before["requirement.csv"] + b"\n"
    assert content(desk / "plan") == before | {"requirement.csv.edited": edited}


def test_a_schedule_that_was_changed_by_hand_is_never_lost(wfm: Command, desk: Path) -> None:
    schedule = desk / "plan/schedule.csv"
    for _ in range(2):
        schedule.write_text(schedule.read_text().replace("Anna", "Zoe"))
        again(wfm)
    assert "Anna" in schedule.read_text()
    schedule.write_text(schedule.read_text().replace("Anna", "Zoe"))
    assert wfm("plan", "calls.csv", "-q").code == 0
    assert not schedule.exists()
    for name in ("edited", "edited1", "edited2"):
        assert "Zoe" in (desk / f"plan/schedule.csv.{name}").read_text()


def test_the_same_history_elsewhere_is_the_same(wfm: Command, desk: Path) -> None:
    (desk / "calls.csv").rename(desk / "other.csv")
    assert steps(again(wfm, history="other.csv")) == []


@pytest.mark.slow
def test_another_history_makes_another_plan_in_the_same_folder(wfm: Command, desk: Path) -> None:
    (desk / "calls.csv").write_text(history(calls=12))
    assert steps(again(wfm)) == ["read", "forecast", *_AFTER_STAFF]


def test_without_agents_the_schedule_is_taken_away(wfm: Command, desk: Path) -> None:
    ran = wfm("plan", "calls.csv")
    assert steps(ran) == ["evaluate", "simulate", "report"]
    assert "schedule.csv is no part of this plan: it is taken away" in ran.lines
    assert not (desk / "plan/schedule.csv").exists()


def test_a_failing_step_keeps_what_was_done(wfm: Command, desk: Path) -> None:
    (desk / "agents.csv").write_text("agent,line\nAnna,no\n")
    ran = again(wfm, "--from", "schedule")
    assert ran.code == 3
    assert "agents.csv, line 2" in ran.lines[-1]
    old = "schedule.csv, schedule_coverage.csv, evaluation.csv, evaluation_periods.csv, "
    said = next(line for line in ran.lines if line.startswith("warning: of an earlier plan"))
    assert said.startswith(f"warning: of an earlier plan, and not made anew: {old}")
    assert said.endswith(", report.html")
    (desk / "agents.csv").write_text("agent\nAnna\n")
    assert steps(again(wfm)) == ["schedule", "evaluate", "simulate", "report"]


@pytest.fixture
def two(wfm: Command, desk: Path) -> Iterator[Path]:
    """The plan of a desk with two queues, one of which is called to do harm."""
    queues = {"Sales": 6, "../\x3cb\x3e=1+1\u202e": 3}
    (desk / "two.csv").write_text(histories(queues))
    ran = wfm("plan", "two.csv", "-o", "two")
    assert ran.code == 0, ran.err
    assert "\u202e" not in ran.err
    yield desk / "two"
    logging.getLogger("wfm").handlers = []


@pytest.mark.slow
def test_each_queue_has_a_safe_folder_of_its_own(wfm: Command, two: Path) -> None:
    assert [path.name for path in two.parent.iterdir() if path.is_dir()].count("two") == 1
    folders = [path for path in two.iterdir() if path.is_dir()]
    assert len(folders) == 2
    for folder in folders:
        assert "<" not in folder.name
        assert (folder / "roster.csv").is_file()
        assert len((folder / "requirement.csv").read_text().splitlines()) == 1 + 24 * 28
    roster = wfm("roster", "two/requirement.csv", "--queue", "Sales", "-q").out
    assert (two / "Sales/roster.csv").read_text() == roster

    ran = wfm("plan", "two.csv", "-o", "two", "--agents", "agents.csv")
    assert ran.code == 3
    assert ran.lines[-1].startswith("wfm: agents.csv: there are 2 queues, each with a roster")


@pytest.mark.slow
def test_people_work_for_the_queue_that_their_skills_name(wfm: Command, desk: Path) -> None:
    (desk / "two.csv").write_text(histories({"Sales": 6, "Second line": 3}))
    second = "".join(f"Dora {n},Second line\n" for n in range(2))
    sales = "".join(f"Anna {n},Sales|Second line\n" for n in range(3))
    (desk / "agents.csv").write_text(f"agent,skills\n{sales}{second}")
    (desk / "away.csv").write_text("agent,first,last\nAnna 1,2026-02-10,2026-02-10\n")
    asked = ("plan", "two.csv", "--agents", "agents.csv", "--absences", "away.csv", "-o", "two")
    ran = wfm(*asked)
    assert ran.code == 0, ran.err
    folders = {"Anna": "Sales", "Dora": "Second line"}
    for name, folder in folders.items():
        rows = (desk / "two" / folder / "schedule.csv").read_text().splitlines()[1:]
        assert {row.split(" ")[0] for row in rows} == {name}
    assert steps(wfm(*asked)) == []
    # Who is away of one queue leaves the other alone.
    (desk / "away.csv").write_text("agent,first,last\nAnna 1,2026-02-11,2026-02-11\n")
    assert "schedule ..." in wfm(*asked).lines  # of one queue, not of two


@pytest.mark.slow
def test_a_queue_that_has_gone_takes_its_folder_with_it(wfm: Command, two: Path) -> None:
    (two.parent / "two.csv").write_text(histories({"Sales": 6, "Help": 2}))
    ran = wfm("plan", "two.csv", "-o", "two")
    assert sorted(path.name for path in two.iterdir() if path.is_dir()) == ["Help", "Sales"]
    assert steps(ran) == ["read", "forecast", "staff", "roster", "evaluate", "simulate", "report"]
    assert "roster ..." in ran.lines  # of one queue, not of two


@pytest.mark.slow
def test_a_queue_that_cannot_be_planned_does_not_stop_the_others(wfm: Command, desk: Path) -> None:
    at_night = history(3, "Night").replace("T02:00+00:00,0,", "T02:00+00:00,9,300")
    (desk / "two.csv").write_text(histories({"Sales": 6}) + at_night.split("\n", 1)[1])
    ran = wfm("plan", "two.csv", "-o", "two")
    assert ran.code == 4
    assert ran.lines[-1].startswith("wfm: 1 of 2 queues have no plan, the others are done: 'Night'")
    assert (desk / "two/Sales/report.html").is_file()
    assert not (desk / "two/Night/roster.csv").exists()


@pytest.mark.slow
def test_a_queue_that_cannot_be_forecast_is_named_each_time(wfm: Command, desk: Path) -> None:
    (desk / "wfm.toml").write_text(CONFIG.replace("[forecast]", "[forecast]\nkeep_going = true"))
    few = "\n".join(history(3, "Few").split("\n")[1:20])
    (desk / "two.csv").write_text(histories({"Sales": 6}) + few)
    for _ in range(2):
        ran = wfm("plan", "two.csv", "-o", "two")
        assert ran.code == 3
        said = "wfm: queues without a forecast, the others are done: 'Few': "
        assert ran.lines[-1].startswith(said)
    assert steps(ran) == []
    assert (desk / "two/report.html").is_file()
