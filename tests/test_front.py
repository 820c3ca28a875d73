"""The functions of `import wfm`: every command has one, and the docs show it."""

import inspect
import re
import typing
from pathlib import Path

import pandas as pd
import pytest

import wfm
from running import commands
from wfm.errors import InputError, OptionError

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "python.md"
FRONT = {"forecast", "reforecast", "backtest", "staff", "roster", "check", "advise"}
COMMANDS = commands()
DAYS = [{"team": "1", "line": 1, "weekday": day, "shift": "OFF"} for day in range(1, 8)]


def test_the_front_has_a_function_for_every_command() -> None:
    assert set(wfm.__all__) >= FRONT
    # What `wfm inspect` shows is how `wfm.read_history` reads; the others work on files and folders
    # alone.
    shown = {"help", "inspect", "show", "plan", "demo"}
    assert (set(COMMANDS) - shown) <= set(wfm.__all__)
    assert set(wfm.__all__) <= set(dir(wfm))


@pytest.mark.parametrize("name", wfm.__all__)
def test_a_function_is_typed_described_and_on_the_page(name: str) -> None:
    function = getattr(wfm, name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    text = inspect.getdoc(function) or ""
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty, parameter
        assert re.search(rf"^(\*\*|\w+, )*{parameter.name}(, \w+)*$", text, re.M), parameter
    assert typing.get_type_hints(function)
    assert f"`wfm.{name}(" in PAGE.read_text("utf-8")


def test_what_the_page_names_can_be_imported() -> None:
    for path in re.findall(r"`wfm((?:\.\w+)+)", PAGE.read_text("utf-8")):
        room, _, name = f"wfm{path}".rpartition(".")
        if path.endswith(".toml"):
            continue
        assert hasattr(__import__(room, fromlist=[name]), name), path


def test_a_roster_is_checked_by_a_configuration_and_a_law() -> None:
    idle = pd.DataFrame(DAYS)
    assert list(wfm.check(idle).violations["rule"]) == ["days_off"]
    assert wfm.check(idle, config={"roster": {"rules": {}}}).violations.empty
    options = {"week": "mean", "elastic": True, "time_limit": "5s", "closed": "never"}
    assert len(wfm.check(idle, config={"roster": options}).violations) == 1
    with pytest.raises(InputError, match=r"roster\.presets is now roster\.law"):
        wfm.check(idle, config={"roster": {"presets": "eu-wtd"}})
    with pytest.raises(OptionError, match="no preset 'atlantis'"):
        wfm.check(idle, law="atlantis")
