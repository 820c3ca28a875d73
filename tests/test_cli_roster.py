"""`wfm roster` and `wfm check`: options, rosters broken by hand, and a search that is stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from running import Command, Ran, Refusal
from wfm import tables
from wfm.cli import messages, streams
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.search.best import Progress

# Two shifts, five days a week: solved in a moment.
PLAN = """\
[roster]
rotation_weeks = 4
[roster.rules]
min_rest_hours = 11
days_on = [2, 6]
[[roster.group]]
name = "agents"
weekly_hours = 40
presence_hours = 8.5
paid_hours = 8
meals = [{ minutes = 30, from_hours = 3, to_hours = 4 }]
[[roster.group.shift]]
name = "early"
starts = ["07:00"]
[[roster.group.shift]]
name = "late"
starts = ["11:30"]
"""
DUTIES = {
    "E": "early,07:00,15:30,11:00-11:30,",
    "L": "late,11:30,20:00,15:00-15:30,",
    "-": "OFF,,,,",
}
# A roster made by hand: five weeks of early and late duties, and days off.
WEEKS = ["EEEE--E", "ELELL--", "---EEE-", "----EEL", "LEL--LE"]


def requirement(agents: Callable[[float], int], weeks: int = 1, start: str = "2026-01-05") -> str:
    """Agents per half hour, the same on each day: `agents(hour)`."""
    times = pd.date_range(start, periods=336 * weeks, freq="30min", tz="UTC")
    numbers = [agents(time.hour + time.minute / 60) for time in times]
    return tables.to_csv(pd.DataFrame({"interval_start": times, "agents_scheduled": numbers}))


def by_day(hour: float) -> int:
    return (7 <= hour < 20) + (12 <= hour < 15)


def roster_of(weeks: list[str]) -> list[str]:
    """Write letters out as the rows of a roster."""
    return [
        f"1,{line},{weekday},{DUTIES[letter]}"
        for line, letters in enumerate(weeks, 1)
        for weekday, letter in enumerate(letters, 1)
    ]


def as_csv(rows: list[str]) -> str:
    return "".join(f"{row}\n" for row in ["team,line,weekday,shift,start,end,meals,breaks", *rows])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a requirement and a plan."""
    (tmp_path / "wfm.toml").write_text(PLAN)
    (tmp_path / "requirement.csv").write_text(requirement(by_day))
    (tmp_path / "opening.csv").write_text(requirement(lambda hour: int(9 <= hour < 10)))
    return tmp_path


# Options of roster.


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
    rows = json.loads(wfm("roster", "requirement.csv", "--format", "json").out)
    assert {row["weekday"] for row in rows} == set(range(1, 8))
    drawn = wfm("roster", "requirement.csv", "--format", "table").out
    assert "Team 1: " in drawn
    assert "Mon" in drawn


def test_summary_says_agents_cost_and_bound_unless_quiet(wfm: Command, site: Path) -> None:
    spoken = wfm("roster", "requirement.csv")
    for word in ("agents", "paid hours", "lower bound", "weekends"):
        assert word in spoken.err
    silent = wfm("roster", "requirement.csv", "-q")
    assert (silent.err, silent.out) == ("", spoken.out)


@pytest.fixture
def two_weeks(site: Path) -> str:
    """A busy week and a quiet one."""
    busy = requirement(lambda hour: 3 * by_day(hour))
    quiet = requirement(by_day, start="2026-01-12").split("\n", 1)[1]
    (site / "two_weeks.csv").write_text(busy + quiet)
    return "two_weeks.csv"


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("rotation_weeks", 10, "rotation_weeks = 10"),
        ("week", "mean", 'week = "mean"'),
        ("law", "eu-wtd", 'law = ["eu-wtd"]'),
    ],
)
def test_an_option_acts_the_same_by_flag_and_by_configuration(
    wfm: Command, site: Path, two_weeks: str, name: str, value: int | str, key: str
) -> None:
    plain = wfm("roster", two_weeks)
    by_flag = wfm("roster", two_weeks, "--" + name.replace("_", "-"), value)
    assert by_flag.code == 0, by_flag.err
    assert by_flag.out != plain.out
    with_key = PLAN.replace("rotation_weeks = 4\n", f"rotation_weeks = 4\n{key}\n")
    if name == "rotation_weeks":
        with_key = PLAN.replace("rotation_weeks = 4", key)
    (site / "wfm.toml").write_text(with_key)
    assert wfm("roster", two_weeks).out == by_flag.out


def in_section(site: Path, key: str) -> None:
    (site / "wfm.toml").write_text(PLAN.replace("[roster]\n", f"[roster]\n{key}\n"))


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
    assert wfm("roster", "requirement.csv", "-o", "roster.csv").code == 0
    # `check` has an option fairness too, which names a file: it is not meant.
    before = sorted(site.iterdir())
    assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0
    assert sorted(site.iterdir()) == before
    in_section(site, 'format = "json"')
    assert json.loads(wfm("roster", "requirement.csv").out)


# When there is no roster.


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


def test_a_start_that_is_no_roster_is_refused(refused: Refusal, site: Path) -> None:
    message = refused("roster", "requirement.csv", "--start-from", "requirement.csv")
    assert message.startswith(
        "requirement.csv: this is a requirement: run `wfm roster` on it first"
    )
    assert "nothere.csv: no such file" in refused(
        "roster", "requirement.csv", "--start-from", "nothere.csv"
    )


CHANGES = 'rules.days_on=[2, 5], requirement=+1, agents.late.starts=["12:00"]'


def test_changes_are_compared_instead_of_a_roster(wfm: Command, site: Path) -> None:
    ran = wfm("roster", "requirement.csv", "--what-if", CHANGES)
    assert ran.code == 0, ran.err
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
    assert "there is no roster of the plan as it is" in later


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
    assert "save" in wfm("roster", "requirement.csv", "--advice").err


@pytest.mark.parametrize(
    "what", [InfeasibleError("no\nway"), RuntimeError("odd"), KeyboardInterrupt()]
)
def test_whatever_happens_to_the_advice_the_roster_is_written(
    wfm: Command, site: Path, monkeypatch: pytest.MonkeyPatch, what: BaseException
) -> None:
    def fails(*_args: object, **_options: Any) -> None:
        raise what

    monkeypatch.setattr("wfm.rostering.advise", fails)
    plain = wfm("roster", "requirement.csv")
    ran = wfm("roster", "requirement.csv", "--advice")
    assert (ran.code, ran.out) == (0, plain.out)
    assert ran.lines[:-1] == plain.lines
    assert ran.lines[-1].startswith("warning: no advice: ")


# Requirements that no roster is made of.


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


# Rosters broken by hand.


def rules_of(ran: Ran) -> list[str]:
    return [row.split(",")[0] for row in ran.out.splitlines()[1:]]


@pytest.fixture
def judged(wfm: Command, site: Path) -> Callable[..., Ran]:
    """Judge the rows of a roster."""

    def run(rows: list[str], *words: str) -> Ran:
        (site / "roster.csv").write_text(as_csv(rows))
        return wfm("check", "roster.csv", "--requirement", "opening.csv", *words)

    return run


def test_a_roster_made_by_hand_is_clean(judged: Callable[..., Ran], site: Path) -> None:
    ran = judged(
        roster_of(WEEKS), "--fairness-file", "fairness.csv", "--coverage-file", "coverage.csv"
    )
    assert (ran.code, ran.out) == (0, "rule,article,team,line,weekday,message\n")
    assert ran.lines[0] == "no violation; 0 of 336 intervals are short"
    fairness = pd.read_csv(site / "fairness.csv")
    assert list(fairness["agents"]) == [5]
    assert list(fairness["hours"]) == [33.6]
    assert len(pd.read_csv(site / "coverage.csv")) == 336


def edited(old: str, new: str) -> Callable[[list[str]], list[str]]:
    """Change one row of the roster; `old` and `new` are its beginning."""
    return lambda rows: [row.replace(old, new) if row.startswith(old) else row for row in rows]


@pytest.mark.parametrize(
    ("broken", "rule", "place"),
    [
        (edited("1,2,2,late,11:30,20:00", "1,2,2,late,12:30,21:00"), "min_rest_hours", "1,2,"),
        (edited("1,2,2,late,11:30,20:00", "1,2,2,late,12:30,21:00"), "shift", "1,2,2"),
        (
            edited("1,1,1,early,07:00,15:30,11:00-11:30", "1,1,1,early,07:00,15:30,"),
            "meals",
            "1,1,1",
        ),
        (
            edited("1,1,1,early,07:00,15:30,11:00-11:30", "1,1,1,early,07:00,15:30,14:00-14:30"),
            "meals",
            "1,1,1",
        ),
        (edited("1,1,1,early,07:00,15:30", "1,1,1,early,07:00,15:00"), "shift", "1,1,1"),
        (edited("1,1,1,early", "1,1,1,brunch"), "shift", "1,1,1"),
        (lambda rows: rows[:7] + rows[14:], "table", "1,2,"),
        (lambda rows: rows[:-1], "table", "1,5,7"),
        (lambda rows: rows + rows[-7:], "table", "1,5,"),
        (lambda rows: [*rows[:7], rows[6], *rows[7:]], "table", "1,1,7"),
        (lambda _: roster_of(["EEEE--E", "ELELL--", "-EEEEEE", "EE--EEL"]), "days_on", "1,3,"),
        (lambda _: roster_of(["E------"]), "days_on", "1,1,1"),
        (lambda _: roster_of(["E-E-E--", "EE--EE-"]), "coverage", "0,0,"),
        (lambda _: roster_of(["EEEEEE-"]), "weekly_hours", "1,"),
    ],
    ids=[
        "a rest cut short",
        "a duty that starts late",
        "a meal dropped",
        "a meal out of its window",
        "a duty that ends early",
        "an unknown shift",
        "a line deleted",
        "a day deleted",
        "a line doubled",
        "a day doubled",
        "eight days in a row",
        "a single day",
        "a day without anybody",
        "more hours than the contract",
    ],
)
def test_a_broken_roster_is_found_out(
    judged: Callable[..., Ran], broken: Callable[[list[str]], list[str]], rule: str, place: str
) -> None:
    ran = judged(broken(roster_of(WEEKS)))
    assert ran.code == 4
    rows = [row.split(",", 5) for row in ran.out.splitlines()[1:]]
    found = [row for row in rows if row[0] == rule and ",".join(row[2:5]).startswith(place)]
    assert found, ran.out


def test_a_roster_is_judged_by_the_law_that_is_named(judged: Callable[..., Ran]) -> None:
    rows = roster_of(["EEEEE--", "EEEEE--", "EEEEE--", "--EEEEE"])
    assert "uk-wtr" not in judged(rows).out
    ran = judged(rows, "--law", "de-arbzg")
    assert ran.code == 4, ran.out
    assert "ArbZG" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--law", "atlantis"], 2, "--law: there is no preset 'atlantis'"),
        (["--week", "median"], 2, "--week: 'median' is not one of max, mean"),
        (["--coverage-file", "no/file.csv"], 2, "there is no folder no"),
        (["--fairness-file", "no/file.csv"], 2, "there is no folder no"),
        (["--requirement", "no.csv"], 3, "no.csv: no such file"),
        (["--config", "no.toml"], 3, "no.toml: no such file"),
    ],
)
def test_check_refuses(
    refused: Refusal, site: Path, words: list[str], code: int, message: str
) -> None:
    (site / "roster.csv").write_text(as_csv(roster_of(WEEKS)))
    needed = [] if "--requirement" in words else ["--requirement", "opening.csv"]
    assert message in refused("check", "roster.csv", *needed, *words, code=code)


def test_check_without_a_requirement_judges_the_rules_alone(
    wfm: Command, refused: Refusal, site: Path
) -> None:
    (site / "roster.csv").write_text(as_csv(roster_of(WEEKS)))
    ran = wfm("check", "roster.csv", "--fairness-file", "fairness.csv")
    assert any("coverage is not judged: no requirement was given" in line for line in ran.lines)
    assert (site / "fairness.csv").read_text().startswith("team,")
    assert "--coverage-file: give --requirement FILE" in refused(
        "check", "roster.csv", "--coverage-file", "coverage.csv", code=2
    )


def test_check_needs_a_roster(refused: Refusal, site: Path) -> None:
    needed = ["--requirement", "opening.csv"]
    assert "standard input is empty" in refused("check", *needed)
    assert "no column team" in refused("check", *needed, stdin="line,weekday\n1,1\n")
    wrong = as_csv(roster_of(WEEKS)).replace("1,1,1,early", "1,1,8,early")
    assert "line 2, column weekday: '8'" in refused("check", *needed, stdin=wrong)


def test_a_plan_without_a_file_is_refused_without_a_file(refused: Refusal, site: Path) -> None:
    (site / "wfm.toml").unlink()
    message = refused("roster", "opening.csv", "--law", "us-ca")
    assert message.startswith("roster: group 'full_time', ")


def test_check_reads_week_from_the_section_of_the_roster(refused: Refusal, site: Path) -> None:
    in_section(site, 'week = "median"')
    (site / "roster.csv").write_text(as_csv(roster_of(WEEKS)))
    message = refused("check", "roster.csv", "--requirement", "opening.csv")
    assert message.startswith("wfm.toml: roster.week: ")


# A search that is stopped.


@pytest.fixture
def hard(site: Path) -> Path:
    """Round the clock, with every shift and rule that is given by default: takes a minute."""
    (site / "wfm.toml").unlink()
    needed = requirement(lambda hour: 1 + (7 <= hour < 22) + 2 * (9 <= hour < 17))
    (site / "requirement.csv").write_text(needed)
    return site


@pytest.mark.slow
def test_interrupted_after_the_first_roster_it_is_kept(
    wfm: Command, hard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def interrupting() -> Iterator[Callable[[Progress], None]]:
        def interrupt(state: Progress) -> None:
            if state.agents is not None:
                raise KeyboardInterrupt

        yield interrupt

    monkeypatch.setattr(messages, "progress", interrupting)
    ran = wfm("roster", "requirement.csv", "-o", "roster.csv")
    assert (ran.code, ran.lines[-1]) == (130, "wfm: interrupted")
    assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0


def test_interrupted_before_the_first_roster_nothing_is_written(
    refused: Refusal, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def interrupting() -> Iterator[Callable[[Progress], None]]:
        def interrupt(_: Progress) -> None:
            raise KeyboardInterrupt

        yield interrupt

    monkeypatch.setattr(messages, "progress", interrupting)
    refused("roster", "requirement.csv", "-o", "roster.csv", code=130)


def started(folder: Path, *python: str) -> subprocess.Popen[str]:
    """`wfm roster` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, *python, "-m", "wfm", "roster", "requirement.csv", "-o", "roster.csv"],
        cwd=folder,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )


SIGNALS = pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "sigterm"]
)


@SIGNALS
@pytest.mark.parametrize("module", ["typer", "wfm.cli", "numpy", "pandas", "highspy"])
def test_a_signal_while_libraries_load_ends_at_once(
    hard: Path, module: str, number: signal.Signals, code: int
) -> None:
    process = started(hard, "-X", "importtime")
    assert process.stderr
    loaded = (line.rpartition("|")[2].strip() for line in process.stderr)
    assert module in loaded
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.splitlines()[-1]) == (code, "wfm: interrupted")
    assert not (hard / "roster.csv").exists()


@pytest.mark.slow
@SIGNALS
@pytest.mark.parametrize("seconds", [2, 8])
def test_a_signal_leaves_a_valid_roster_or_none(
    wfm: Command, hard: Path, seconds: int, number: signal.Signals, code: int
) -> None:
    process = started(hard)
    time.sleep(seconds)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert err.splitlines()[-1] == "wfm: interrupted"
    if (hard / "roster.csv").exists():
        assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0
    assert [path.name for path in hard.iterdir() if path.name.startswith(".")] == []


def test_ctrl_c_while_the_result_is_written_does_not_cut_it_off(
    wfm: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = streams.write_table

    def pressed(*args: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        write(*args)

    with monkeypatch.context() as while_writing:
        while_writing.setattr(streams, "write_table", pressed)
        ran = wfm("roster", "requirement.csv", "-o", "roster.csv")
    assert (ran.code, ran.lines[-1]) == (130, "wfm: interrupted")
    assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0
