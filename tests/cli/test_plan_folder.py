"""The folder of a plan: whole files, one run at a time, nothing of anybody else's."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.tiny_site import content
from running import Command, Refusal
from wfm.cli import files, plan_folder
from wfm.errors import InputError

PLAN = ("plan", "calls.csv", "--agents", "agents.csv")


def test_a_damaged_manifest_makes_everything_anew(wfm: Command, desk: Path) -> None:
    before = content(desk / "plan")
    (desk / "plan/manifest.json").write_bytes(b'{"steps"')
    ran = wfm(*PLAN)
    assert "plan/manifest.json: it is damaged: everything is made anew" in ran.lines[0]
    assert content(desk / "plan") == before


def test_files_of_somebody_else_are_not_written_over(refused: Refusal, desk: Path) -> None:
    (desk / "mine").mkdir()
    (desk / "mine/roster.csv").write_text("mine\n")
    said = refused("plan", "calls.csv", "-o", "mine", code=2)
    assert said.startswith("mine/roster.csv: is there, and no plan has made it")


def test_files_of_somebody_else_in_what_may_be_the_folder_of_a_queue(
    refused: Refusal, desk: Path
) -> None:
    (desk / "mine/Sales").mkdir(parents=True)
    (desk / "mine/Sales/roster.csv").write_text("mine\n")
    said = refused("plan", "calls.csv", "-o", "mine", code=2)
    assert said.startswith("mine/Sales/roster.csv: is there, and no plan has made it")


def test_the_history_itself_is_not_written_over(refused: Refusal, desk: Path) -> None:
    (desk / "calls.csv").rename(desk / "history.csv")
    said = refused("plan", "history.csv", "-o", ".", code=2)
    assert said == "history.csv: the plan would write over it: give -o another folder"


def test_a_folder_that_cannot_be_written_to(
    refused: Refusal, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: mode == os.R_OK)
    said = refused("plan", "calls.csv", code=2)
    assert said == "-o: nothing can be written to the folder plan"


@pytest.mark.slow
def test_a_full_disk_leaves_no_half_file(
    wfm: Command, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write

    def full(path: Path, data: Iterable[bytes]) -> None:
        if path.name == "requirement.csv":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, data)

    with monkeypatch.context() as disk:
        disk.setattr(files, "write", full)
        ran = wfm(*PLAN, "-o", "full")
    assert ran.code == 3
    said = "wfm: full/requirement.csv: cannot write there: no space left on device"
    assert ran.lines[-1] == said
    assert sorted(content(desk / "full")) == ["forecast.csv", "history.csv", "manifest.json"]
    assert wfm(*PLAN, "-o", "full").code == 0
    assert content(desk / "full") == content(desk / "plan")


def test_a_link_in_the_folder_is_not_followed(wfm: Command, desk: Path) -> None:
    (desk / "plan/forecast.csv").unlink()
    (desk / "plan/forecast.csv").symlink_to(desk / "wfm.toml")
    ran = wfm(*PLAN)
    assert ran.code == 3
    assert "plan/forecast.csv: is a link: take it out of the folder of the plan" in ran.lines[-1]


def test_two_runs_in_one_folder_do_not_meet(wfm: Command, desk: Path) -> None:
    pytest.importorskip("fcntl")
    with plan_folder.opened(desk / "own", []):
        ran = wfm(*PLAN, "-o", "own")
    assert ran.code == 3
    assert "own: another 'wfm plan' is at work in it: wait for it" in ran.lines[-1]


def test_what_a_killed_run_has_left_beside_is_taken_away(desk: Path) -> None:
    with plan_folder.opened(desk / "own", []):
        pass
    half, other = desk / "own/.roster.csv.ab_cd012", desk / "own/.notes.csv.ab_cd012"
    half.touch()
    other.touch()
    with plan_folder.opened(desk / "own", []):
        assert not half.exists()
        assert other.exists()


def test_a_file_that_is_read_back_is_whole(desk: Path) -> None:
    with plan_folder.opened(desk / "own", []) as (folder, known):
        folder.write({"Sales/roster.csv": b"team\n"}, known)
        assert folder.read("Sales/roster.csv") == b"team\n"
        assert folder.read("Help/roster.csv") is None
        folder.remove(["Sales/roster.csv"], known)
        assert not (desk / "own/Sales").exists()
        (desk / "away").mkdir()
        (desk / "own/Help").symlink_to(desk / "away")
        with pytest.raises(InputError, match="is a link"):
            folder.write({"Help/roster.csv": b""}, known)
