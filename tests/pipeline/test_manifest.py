"""What a plan was made of: marks that tell whether something has changed."""

import json
from pathlib import Path

import pytest

from wfm.chosen import Chosen, choose
from wfm.config import Config
from wfm.errors import InputError
from wfm.options.forecast import ForecastOptions
from wfm.options.simulate import SimulateOptions
from wfm.pipeline.manifest import Manifest, Record, key_of, read_manifest, sections_of

MADE = Manifest({"staff": Record("k", {"requirement.csv": "m"}, {"peak": "Mon"}, {"Help": "Help"})})


def key(**options: object) -> str:
    chosen: dict[type, Chosen[ForecastOptions]] = {
        ForecastOptions: choose(ForecastOptions, options, Config({}), "forecast")
    }
    return key_of("forecast", "1", {"history.csv": "m"}, {}, chosen, {})


def test_it_is_read_as_it_was_written() -> None:
    assert read_manifest(MADE.text()) == MADE


def test_files_that_a_step_makes_no_more_are_left() -> None:
    later = MADE.with_("staff", Record("l", {"Help/requirement.csv": "m"}))
    assert later.left == ("requirement.csv",)
    assert read_manifest(later.text()) == later
    assert later.with_("roster", Record("m", {"requirement.csv": "m"})).left == ()
    assert later.only(set()).left == ("Help/requirement.csv", "requirement.csv")


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b'{"steps": 1}',
        b'{"steps": {"read": {"key": 1, "files": []}}}',
        b'{"steps": {}, "left": 3}',
        b"\xff",
        b"[" * 100_000,
        *(
            json.dumps({"steps": {}, "left": [name]}).encode()
            for name in ("/etc/passwd", "../calls.csv", "a/../../b", "a/b/c", "", "c:x", "a\\b")
        ),
    ],
)
def test_what_is_none_is_refused(damaged: bytes) -> None:
    with pytest.raises(InputError, match="damaged"):
        read_manifest(damaged)


def test_an_option_changes_the_mark() -> None:
    assert key() == key()
    assert len({key(), key(model="mean"), key(level=0.9), key(start="2026-01-01")}) == 4


def test_the_place_of_a_file_and_the_number_of_processes_do_not() -> None:
    assert key(events=Path("a.csv")) == key(events=Path("b.csv"))
    jobs = [choose(SimulateOptions, {"jobs": number}, Config({}), "simulate") for number in (1, 2)]
    assert len({key_of("s", "1", {}, {}, {SimulateOptions: one}, {}) for one in jobs}) == 1


def test_the_content_of_a_file_does() -> None:
    keys = {
        key_of("schedule", "1", {}, {"agents": ((data, name),)}, {}, {})
        for data, name in ((b"Anna", "a.csv"), (b"Anna", "b.csv"), (b"Ben", "a.csv"))
    }
    assert len(keys) == 2


def test_sections_are_taken_whole_and_keys_alone() -> None:
    config = Config({"roster": {"gap": 0.1}, "forecast": {"country": "GB", "weeks": 3}})
    places = ("roster", "activity", "forecast.country", "staff.shrinkage")
    assert sections_of(config, places) == {"roster": {"gap": 0.1}, "forecast.country": "GB"}
