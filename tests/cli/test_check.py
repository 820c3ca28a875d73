"""`wfm check`: rosters broken by hand, and what it needs."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from rostering.site import WEEKS, as_csv, in_section, roster_of
from running import Command, Ran, Refusal


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
    assert ran.lines[0] == "no violations; 0 of 336 intervals are short"
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


def test_check_reads_week_from_the_section_of_the_roster(refused: Refusal, site: Path) -> None:
    in_section(site, 'week = "median"')
    (site / "roster.csv").write_text(as_csv(roster_of(WEEKS)))
    message = refused("check", "roster.csv", "--requirement", "opening.csv")
    assert message.startswith("wfm.toml: roster.week: ")


def test_a_schedule_is_judged_on_its_dates(wfm: Command, tmp_path: Path) -> None:
    rows = [
        "agent,date,shift,start,end",
        "=HYPERLINK(1),2026-12-07,late,2026-12-07T14:00+00:00,2026-12-07T22:30+00:00",
        "=HYPERLINK(1),2026-12-08,early,2026-12-08T06:00+00:00,2026-12-08T14:30+00:00",
    ]
    (tmp_path / "schedule.csv").write_text("\n".join(rows) + "\n")
    ran = wfm("check", "schedule.csv", "--law", "eu-wtd")
    assert ran.code == 4
    assert "min_rest_hours,Directive 2003/88/EC Art. 3,=HYPERLINK(1),2026-12-08" in ran.out
    (tmp_path / "wishes.csv").write_text(
        "agent,date,shift,hard\n=HYPERLINK(1),Mon,OFF,true\n=HYPERLINK(1),Tue,early,\n"
    )
    ran = wfm("check", "schedule.csv", "--wishes", "wishes.csv")
    assert ran.code == 4
    assert '\nwishes,,=HYPERLINK(1),2026-12-07,"the hard wish is OFF' in ran.out
    assert "wishes: 1 of 1 day as wished" in ran.err
    refused = wfm("check", "schedule.csv", "--fairness-file", "fair.csv")
    assert refused.code == 2
    assert "is of a roster, and this is a schedule" in refused.err
