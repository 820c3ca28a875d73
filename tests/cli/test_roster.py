"""`wfm roster`: its options, and what there is no roster of."""

import json
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from rostering.site import PLAN, WEEKS, as_csv, by_day, in_section, requirement, roster_of, rules_of
from running import Command, Refusal
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError, UndecidedError


def test_a_roster_covers_what_the_requirement_asks_for(wfm: Command, site: Path) -> None:
    ran = wfm("roster", "requirement.csv", "--coverage-file", "coverage.csv")
    assert ran.code == 0
    roster = tables.read(ran.out, tables.ROSTER, "roster")
    assert set(roster["shift"]) == {"early", "late", "OFF"}
    coverage = pd.read_csv(site / "coverage.csv")
    assert list(coverage) == ["weekday", "time", "required", "scheduled", "difference"]
    assert len(coverage) == 336
    assert (coverage["difference"] >= 0).all()
    assert wfm("roster", stdin=requirement(by_day)).out == ran.out


def test_a_roster_as_json_and_as_a_table(wfm: Command, site: Path) -> None:
    rows = json.loads(wfm("roster", "opening.csv", "--format", "json").out)
    assert {row["weekday"] for row in rows} == set(range(1, 8))
    drawn = wfm("roster", "opening.csv", "--format", "table").out
    assert "Team 1: " in drawn
    assert "Mon" in drawn


def test_summary_says_agents_cost_and_bound_unless_quiet(wfm: Command, site: Path) -> None:
    spoken = wfm("roster", "opening.csv")
    for word in ("agents", "paid hours", "lower bound", "weekends"):
        assert word in spoken.err
    silent = wfm("roster", "opening.csv", "-q")
    assert (silent.err, silent.out) == ("", spoken.out)


@pytest.fixture
def two_weeks(site: Path) -> str:
    """A busy week and a quiet one."""
    busy = requirement(lambda hour: 3 * (9 <= hour < 13))
    quiet = requirement(lambda hour: int(9 <= hour < 13), start="2026-01-12").split("\n", 1)[1]
    (site / "two_weeks.csv").write_text(busy + quiet)
    return "two_weeks.csv"


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("week", "mean", 'week = "mean"'),
        pytest.param("rotation_weeks", 10, "rotation_weeks = 10", marks=pytest.mark.slow),
    ],
)
def test_an_option_acts_the_same_by_flag_and_by_configuration(
    wfm: Command, site: Path, two_weeks: str, name: str, value: int | str, key: str
) -> None:
    plain = wfm("roster", two_weeks, "--gap", "20%")
    by_flag = wfm("roster", two_weeks, "--gap", "20%", "--" + name.replace("_", "-"), value)
    assert by_flag.code == 0, by_flag.err
    assert by_flag.out != plain.out
    with_key = PLAN.replace("rotation_weeks = 4\n", f"rotation_weeks = 4\n{key}\n")
    if name == "rotation_weeks":
        with_key = PLAN.replace("rotation_weeks = 4", key)
    (site / "wfm.toml").write_text(with_key)
    assert wfm("roster", two_weeks, "--gap", "20%").out == by_flag.out


@pytest.mark.slow
def test_a_law_acts_the_same_by_flag_and_by_configuration(wfm: Command, site: Path) -> None:
    """Everybody is needed on Sundays; by law everybody has one of three off."""
    weekday = requirement(lambda hour: int(7 <= hour < 10)).splitlines()[: 1 + 6 * 48]
    sunday = requirement(lambda hour: 4 * (7 <= hour < 10)).splitlines()[1 + 6 * 48 :]
    (site / "sundays.csv").write_text("\n".join([*weekday, *sunday, ""]))
    plain = wfm("roster", "sundays.csv")
    by_flag = wfm("roster", "sundays.csv", "--law", "de-arbzg")
    (site / "wfm.toml").write_text(PLAN.replace("[roster]\n", '[roster]\nlaw = ["de-arbzg"]\n'))
    by_key = wfm("roster", "sundays.csv")
    assert by_key.out == by_flag.out
    agents = [len(tables.read(ran.out, tables.ROSTER, "roster")) // 7 for ran in (plain, by_key)]
    assert agents[1] >= 4 * 3 / 2 > agents[0]


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("rotation_weeks", 0, None),
        ("week", "median", 'week = "median"'),
        ("time_limit", "-1s", 'time_limit = "-1s"'),
        ("time_limit", "soon", 'time_limit = "soon"'),
        ("gap", 5, "gap = 5"),
        ("law", "atlantis", 'law = ["atlantis"]'),
        ("coverage_file", "no/coverage.csv", None),
    ],
)
def test_a_wrong_value_is_usage_by_flag_and_input_by_configuration(
    refused: Refusal, site: Path, name: str, value: int | str, key: str | None
) -> None:
    words = ["roster", "requirement.csv"]
    message = refused(*words, "--" + name.replace("_", "-"), value, code=2)
    assert "--" + name.replace("_", "-") in message or str(value) in message
    if key:
        in_section(site, key)
        message = refused(*words)
        assert message.startswith("wfm.toml")
        assert key.split(" ")[0] in message


def test_a_wider_gap_is_a_valid_roster_too(wfm: Command, site: Path) -> None:
    ran = wfm("roster", "requirement.csv", "--gap", "50%")
    assert ran.code == 0
    (site / "roster.csv").write_text(ran.out)
    assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0


def test_no_time_no_roster(refused: Refusal, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(*_: object, **__: Any) -> None:
        raise UndecidedError("the time limit ended before a roster was found")

    monkeypatch.setattr("wfm.rostering.making.search", search)
    assert "time limit" in refused("roster", "requirement.csv", "--time-limit", "0s", code=5)
    in_section(site, 'time_limit = "0s"')
    assert "time limit" in refused("roster", "requirement.csv", code=5)


def test_format_and_fairness_stand_in_the_section(wfm: Command, site: Path) -> None:
    in_section(site, 'fairness = 0.01\nformat = "csv"')
    assert wfm("roster", "opening.csv", "-o", "roster.csv").code == 0
    # `check` has an option fairness too, which names a file: it is not meant.
    before = sorted(site.iterdir())
    assert wfm("check", "roster.csv", "--requirement", "opening.csv").code == 0
    assert sorted(site.iterdir()) == before
    in_section(site, 'format = "json"')
    assert json.loads(wfm("roster", "opening.csv").out)


def test_what_cannot_be_covered_is_named_and_nothing_is_written(
    refused: Refusal, site: Path
) -> None:
    night = requirement(lambda hour: int(hour < 4))
    message = refused("roster", "-o", "roster.csv", stdin=night, code=4)
    assert message.startswith("every day 00:00-04:00 cannot be covered")


def test_elastic_writes_the_best_roster_with_its_gaps(wfm: Command, site: Path) -> None:
    (site / "late.csv").write_text(requirement(lambda hour: int(12 <= hour < 21)))
    assert wfm("roster", "late.csv", "-q").code == 4
    ran = wfm("roster", "late.csv", "--elastic", "--coverage-file", "coverage.csv")
    assert ran.code == 0
    coverage = pd.read_csv(site / "coverage.csv")
    short = coverage[coverage["difference"] < 0]
    assert set(short["time"]) == {"20:00", "20:30"}
    (site / "roster.csv").write_text(ran.out)
    found = wfm("check", "roster.csv", "--requirement", "late.csv")
    assert found.code == 4
    assert Counter(rules_of(found)).keys() == {"coverage"}


def test_a_roster_to_start_from_is_never_left_for_a_worse_one(wfm: Command, site: Path) -> None:
    (site / "mine.csv").write_text(as_csv(roster_of(WEEKS)))
    ran = wfm("roster", "opening.csv", "--start-from", "mine.csv", "--time-limit", "0")
    assert (ran.code, ran.out) == (0, as_csv(roster_of(WEEKS)))
    assert "5 agents in 1 team" in ran.err
    (site / "wfm.toml").write_text(PLAN.replace("days_on = [2, 6]", "days_on = [5, 5]"))
    ran = wfm("roster", "opening.csv", "--start-from", "mine.csv")
    assert ran.lines[0].startswith("warning: the roster to start from breaks 'days_on' (team 1")
    assert ran.code == 0


def test_stability_changes_as_little_as_can_be_and_says_how_much(
    wfm: Command, refused: Refusal, site: Path
) -> None:
    first = wfm("roster", "opening.csv", "-o", "mine.csv", "--comfort", "0")
    assert first.code == 0
    words = ("roster", "opening.csv", "--start-from", "mine.csv", "--stability")
    ran = wfm(*words, "1%")
    assert (ran.code, ran.out) == (0, (site / "mine.csv").read_text())
    assert "0 duties changed, of " in ran.err
    assert "stability: free, the cheapest costs as much" in ran.err
    assert "--stability" in refused("roster", "opening.csv", "--stability", "1%", code=2)
    assert "stability" in refused(*words, "soon", code=2)
    assert "--stability out" in refused(*words, "1%", "--what-if", "max_over=9", code=2)


def test_a_start_that_is_no_roster_is_refused(refused: Refusal, site: Path) -> None:
    message = refused("roster", "requirement.csv", "--start-from", "requirement.csv")
    assert message.startswith(
        "requirement.csv: this is a requirement: run `wfm roster` on it first"
    )
    assert "nothere.csv: no such file" in refused(
        "roster", "requirement.csv", "--start-from", "nothere.csv"
    )


CHANGES = 'rules.days_on=[2, 5], requirement=+1, agents.late.starts=["12:00"]'


def test_changes_are_compared_instead_of_a_roster(
    wfm: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = wfm("roster", "requirement.csv", "--what-if", CHANGES)
    assert ran.code == 0, ran.err
    # What is compared is the same however it is written.
    table = tables.read(ran.out, tables.CHANGES, "changes")
    found = SimpleNamespace(table=table, interrupted=False, error=None)
    monkeypatch.setattr("wfm.rostering.what_if", lambda *_given, **_options: found)
    assert ran.out.splitlines()[0] == ",".join(c.name for c in tables.CHANGES.columns)
    rows = json.loads(
        wfm("roster", "requirement.csv", "--what-if", CHANGES, "--format", "json").out
    )
    assert [row["change"] for row in rows] == [
        "base",
        "rules.days_on=[2, 5]",
        "requirement=+1",
        'agents.late.starts=["12:00"]',
    ]
    assert rows[2]["delta_cost"] > 0
    assert rows[0]["finding"] == "the plan as it is"
    drawn = wfm("roster", "requirement.csv", "--what-if", CHANGES, "--format", "table")
    assert "finding" in drawn.out
    silent = wfm("roster", "requirement.csv", "--what-if", CHANGES, "-q")
    assert (silent.out, silent.err) == (ran.out, "")


def test_changes_begin_with_the_roster_that_is_given(wfm: Command, site: Path) -> None:
    (site / "mine.csv").write_text(as_csv(roster_of(WEEKS)))
    words = ("roster", "opening.csv", "--what-if", "max_over=9", "--time-limit", "0")
    ran = wfm(*words, "--start-from", "mine.csv")
    assert ran.code == 0
    assert [row.split(",")[2] for row in ran.out.splitlines()[1:]] == ["200", "200"]


def test_a_comparison_without_a_roster_of_the_plan_ends_as_the_roster_would(
    wfm: Command, site: Path
) -> None:
    (site / "late.csv").write_text(requirement(lambda hour: int(12 <= hour < 21)))
    ran = wfm("roster", "late.csv", "--what-if", 'agents.late.starts=["12:30"]')
    assert ran.code == 4
    base, later = ran.out.splitlines()[1:]
    assert base.startswith("base,,")
    assert "the plan as it is has no roster" in later


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--what-if", "agent.max_agents=3"],
            "--what-if: 'agent.max_agents=3': there is no agent.",
        ),
        (["--what-if", "week=some"], "week"),
        (["--what-if", "max_over=3", "--elastic"], "--what-if compares rosters, each of which"),
        (["--what-if", "max_over=3", "--advice"], "leave --advice out"),
        (["--what-if", "max_over=3", "--coverage-file", "c.csv"], "leave --coverage-file out"),
    ],
)
def test_changes_that_cannot_be_compared_are_refused(
    refused: Refusal, site: Path, words: list[str], message: str
) -> None:
    assert message in refused("roster", "requirement.csv", *words, code=2)


def test_advice_says_what_the_shifts_waste(wfm: Command, site: Path) -> None:
    assert "save" in wfm("roster", "opening.csv", "--advice").err


@pytest.mark.parametrize(
    "what", few(1, [InfeasibleError("no\nway"), RuntimeError("odd"), KeyboardInterrupt()])
)
def test_whatever_happens_to_the_advice_the_roster_is_written(
    wfm: Command, site: Path, monkeypatch: pytest.MonkeyPatch, what: BaseException
) -> None:
    def fails(*_args: object, **_options: Any) -> None:
        raise what

    monkeypatch.setattr("wfm.rostering.advise", fails)
    plain = wfm("roster", "opening.csv")
    ran = wfm("roster", "opening.csv", "--advice")
    assert (ran.code, ran.out) == (0, plain.out)
    assert ran.lines[:-1] == plain.lines
    assert ran.lines[-1].startswith("warning: no advice: ")


def test_several_queues_are_refused_with_their_names(refused: Refusal, site: Path) -> None:
    one = requirement(by_day).splitlines()
    queues = [
        f"queue,{one[0]}",
        *(f"{name},{row}" for name in ("help", "sales") for row in one[1:]),
    ]
    message = refused("roster", stdin="".join(f"{row}\n" for row in queues))
    assert "several queues (help, sales): name one with --queue, or" in message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (requirement(by_day).split("\n2026-01-11")[0] + "\n", "at least one whole week"),
        (requirement(by_day).replace(",1\n", ",1.5x\n"), "is not a number"),
        (requirement(by_day).replace("agents_scheduled", "agents"), "no column agents_scheduled"),
        (requirement(by_day).replace("+00:00", ""), "the time has no offset"),
    ],
)
def test_wrong_requirement(refused: Refusal, site: Path, data: str, message: str) -> None:
    assert message in refused("roster", stdin=data)


def test_a_plan_without_a_file_is_refused_without_a_file(refused: Refusal, site: Path) -> None:
    (site / "wfm.toml").unlink()
    message = refused("roster", "opening.csv", "--law", "us-ca")
    assert message.startswith("roster: group 'full_time', ")
