"""Options and keys that once had another name: understood or refused, and told the new one."""

from pathlib import Path

import pytest

from rostering.site import PLAN
from running import Command, Refusal
from sparing import few

ROSTER = "team,line,weekday,shift,start,end,meals,breaks\n" + "".join(
    f"1,1,{day},OFF,,,,\n" for day in range(1, 8)
)
NEED = "interval_start,agents_scheduled\n" + "".join(
    f"2026-01-{5 + day:02d}T{hour:02d}:00Z,0\n" for day in range(7) for hour in range(24)
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "wfm.toml").write_text(PLAN)
    (tmp_path / "need.csv").write_text(NEED)
    (tmp_path / "roster.csv").write_text(ROSTER)
    return tmp_path


@pytest.mark.parametrize("joined", few(1, [True, False]), ids=["joined", "apart"])
@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["check", "roster.csv", "--requirement", "need.csv"], "--coverage", "--coverage-file"),
        (["check", "roster.csv"], "--fairness", "--fairness-file"),
        (["roster", "need.csv"], "--coverage", "--coverage-file"),
    ],
)
def test_a_former_option_does_what_is_asked_and_says_its_name(
    wfm: Command, site: Path, words: list[str], old: str, new: str, joined: bool
) -> None:
    def given(option: str, name: str) -> list[str]:
        return [f"{option}={name}"] if joined else [option, name]

    before = wfm(*words, *given(old, "old.csv"))
    assert before.lines[0] == f"warning: {old} is now {new}"
    after = wfm(*words, *given(new, "new.csv"))
    assert (before.code, before.out, before.lines[1:]) == (after.code, after.out, after.lines)
    assert (site / "old.csv").read_text() == (site / "new.csv").read_text() != ""
    assert wfm(*words, "-q", *given(old, "old.csv")).err == ""


@pytest.mark.parametrize("words", [["roster", "need.csv"], ["check", "roster.csv"]])
@pytest.mark.parametrize("law", [["--rules", "eu-wtd"], ["--rules=eu-wtd"]])
def test_a_former_option_for_the_law_is_refused(
    refused: Refusal, site: Path, words: list[str], law: list[str]
) -> None:
    message = refused(*words, *law, code=2)
    assert message == f"--rules is now --law: see 'wfm {words[0]} --help'"


def test_the_share_of_the_cost_is_called_as_before(
    wfm: Command, refused: Refusal, site: Path
) -> None:
    assert wfm("roster", "need.csv", "--fairness", "1%").code == 0
    assert "--fairness" in refused("roster", "need.csv", "--fairness", "f.csv", code=2)


@pytest.mark.parametrize("words", [["roster", "need.csv"], ["check", "roster.csv"]])
def test_a_former_key_is_refused(refused: Refusal, site: Path, words: list[str]) -> None:
    (site / "wfm.toml").write_text('[roster]\npresets = ["eu-wtd"]\n')
    assert refused(*words) == "wfm.toml: roster.presets is now roster.law: write law = ..."


def test_a_former_key_is_no_change_to_compare(refused: Refusal, site: Path) -> None:
    message = refused("roster", "need.csv", "--what-if", "presets=[]", code=2)
    assert message == "--what-if: 'presets=[]': presets is now law"
