"""Steps that are done by several processes."""

from pathlib import Path

import pytest

from pipeline.tiny_site import content, histories
from running import Command


@pytest.mark.slow
def test_several_processes_write_the_same_bytes(wfm: Command, desk: Path) -> None:
    (desk / "two.csv").write_text(histories({"Sales": 6, "Help": 3}))
    for jobs in (1, 2):
        assert wfm("plan", "two.csv", "-o", f"by {jobs}", "--jobs", jobs, "-q").code == 0
    assert content(desk / "by 1") == content(desk / "by 2")


@pytest.mark.slow
def test_a_single_queue_uses_them_for_itself(wfm: Command, desk: Path) -> None:
    before = content(desk / "plan")
    words = ("plan", "calls.csv", "--agents", "agents.csv", "--from", "schedule", "--jobs", "2")
    assert wfm(*words, "-q").code == 0
    assert content(desk / "plan") == before
