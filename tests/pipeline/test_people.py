"""The steps of each queue: what they tell a person of their tables."""

from pathlib import Path

import pytest

from pipeline.tiny_site import CONFIG
from running import Command
from wfm.pipeline.given import Figure
from wfm.pipeline.manifest import read_manifest


def figures(desk: Path, step: str) -> dict[str, Figure]:
    manifest = read_manifest((desk / "plan/manifest.json").read_bytes())
    return dict(manifest.steps[step].figures)


def test_a_roster_tells_its_size_and_how_good_it_is(desk: Path) -> None:
    found = figures(desk, "roster")
    assert (found["agents"], found["paid_hours"]) == (3, 120.0)
    assert found["status"] in {"optimal", "within gap"}


def test_an_evaluation_tells_its_weakest_interval(desk: Path) -> None:
    found = figures(desk, "evaluate")
    assert (found["target"], found["threshold"]) == (0.8, 20.0)
    assert str(found["weakest"]).startswith("Mon 2026-02-09 ")


def test_a_schedule_begins_on_the_first_monday_that_is_forecast(desk: Path) -> None:
    found = figures(desk, "schedule")
    assert (found["first"], found["last"], found["people"]) == ("2026-02-09", "2026-03-08", 3)
    page = (desk / "plan/report.html").read_text("utf-8")
    assert "Anna" in page


@pytest.mark.slow
def test_a_schedule_ends_where_nothing_more_is_forecast(wfm: Command, desk: Path) -> None:
    lines = (desk / "calls.csv").read_text().splitlines()
    (desk / "calls.csv").write_text("\n".join(lines[:-24]))
    assert wfm("plan", "calls.csv", "--agents", "agents.csv").code == 0
    found = figures(desk, "schedule")
    assert (found["first"], found["last"]) == ("2026-02-09", "2026-03-07")


def test_an_error_names_the_configuration(wfm: Command, desk: Path) -> None:
    (desk / "wfm.toml").write_text(CONFIG.replace("days_on", "days_one"))
    ran = wfm("plan", "calls.csv", "--agents", "agents.csv")
    assert ran.code == 3
    assert ran.lines[-1].startswith("wfm: wfm.toml: roster.rules.days_one: unknown key")
