"""`wfm demo`: a site to try wfm on, wherever it is installed."""

import shlex
from pathlib import Path

import pytest

from running import Command

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
FILES = ["absences.csv", "agents.csv", "calls.csv", "wfm.toml", "wishes.csv"]


def test_it_is_the_sample_of_the_repository(wfm: Command, tmp_path: Path) -> None:
    assert wfm("demo", "desk").code == 0
    assert sorted(path.name for path in (tmp_path / "desk").iterdir()) == FILES
    for path in (tmp_path / "desk").iterdir():
        (original,) = (found for found in SAMPLE.rglob(path.name) if "three" not in str(found))
        assert path.read_bytes() == original.read_bytes(), "run: python sample_data/package.py"


@pytest.mark.parametrize("folder", ["wfm-demo", "my desk; ls"])
def test_it_says_what_to_type_next(wfm: Command, tmp_path: Path, folder: str) -> None:
    ran = wfm("demo", folder) if folder != "wfm-demo" else wfm("demo")
    assert (ran.code, ran.out) == (0, "")
    _, _, words = ran.lines[-1].partition("next: ")
    cd, _, plan = words.partition(" && ")
    assert shlex.split(cd) == ["cd", folder]
    for name in shlex.split(plan)[2:]:
        assert name.startswith("--") or (tmp_path / folder / name).is_file()


def test_what_is_there_is_not_written_over(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "wfm.toml").write_text("")
    (tmp_path / "file").touch()
    for folder, said in (
        (".", "wfm.toml: is there already: give another folder"),
        ("file", "file: is a file: give the name of a folder"),
        ("no/where", "no/where: there is no folder no: make it first"),
        ("-", "-: the sample is several files: give the name of a folder"),
    ):
        ran = wfm("demo", folder)
        assert (ran.code, ran.lines) == (2, [f"wfm: {said}"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "wfm.toml"]
