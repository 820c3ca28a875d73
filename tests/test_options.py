"""An option stands once: everything that people meet of it comes from one declaration."""

import inspect
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

import wfm
from running import Command
from wfm import cli
from wfm.chosen import choose
from wfm.cli.command import declared_of
from wfm.config import Config
from wfm.forecasting.models.catalogue import MODELS
from wfm.options.catalogue import DECLARED, keys_of
from wfm.options.common import Common
from wfm.options.forecast import MODEL_NAMES, BacktestOptions, ExplainOptions, ForecastOptions
from wfm.options.option import Option, options_of
from wfm.options.reforecast import ReforecastOptions
from wfm.options.reschedule import RescheduleOptions
from wfm.options.roster import AdviceOptions, CheckOptions, RosterOptions
from wfm.options.schedule import ScheduleOptions
from wfm.options.staff import CostOptions, StaffOptions, TableOptions
from wfm.options.today import TodayOptions

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/command-line.md"
COMMANDS = {function.__name__: declared_of(function) for function in cli.COMMANDS}
SECTION = {
    "backtest": "forecast",
    "reforecast": "forecast",
    "check": "roster",
    "evaluate": "staff",
    "simulate": "staff",
    "compare": "staff",
    "show": "staff",
}
FUNCTIONS: dict[type, Callable[..., object]] = {
    ForecastOptions: wfm.forecast,
    ExplainOptions: wfm.explain,
    BacktestOptions: wfm.backtest,
    ReforecastOptions: wfm.reforecast,
    StaffOptions: wfm.staff,
    TableOptions: wfm.what_if,
    CostOptions: wfm.what_if,
    RosterOptions: wfm.roster,
    CheckOptions: wfm.check,
    AdviceOptions: wfm.advise,
    RescheduleOptions: wfm.reschedule,
    TodayOptions: wfm.today,
    ScheduleOptions: wfm.schedule,
}
EVERY = [
    pytest.param(command, each, option, id=f"{command} {option.flag}")
    for command in COMMANDS
    for each in COMMANDS[command]
    for option in options_of(each)
]
every_option = pytest.mark.parametrize(("command", "each", "option"), EVERY)
every_command = pytest.mark.parametrize("command", COMMANDS)


def written(option: Option) -> object:
    """Write some value of an option as a configuration has it."""
    if option.is_switch:
        return True
    example = {"week": "mean", "closed": "allowed", "interval": "30m"}.get(option.name, "7")
    return option.words[0] if option.words else example


@cache
def parameters(command: str) -> list[Any]:
    commands: Any = typer.main.get_command(cli.app)
    found: list[Any] = commands.commands[command].params
    return found


def parameter(command: str, option: Option) -> Any:
    return next(one for one in parameters(command) if one.name == option.name)


@every_option
def test_it_stands_on_the_command_line(command: str, each: type, option: Option) -> None:
    if not option.is_flag:
        return
    found = parameter(command, option)
    assert found.help == option.help
    assert (found.metavar or "") == option.metavar
    assert option.is_argument or tuple(found.opts) == option.flags
    number = isinstance(option.default, float)
    assert str(found.default) == (f"{option.default:g}" if number else str(option.default))


@every_option
def test_it_is_a_key_of_its_section(command: str, each: type, option: Option) -> None:
    section = option.section or SECTION.get(command, command)
    assert (option.name in keys_of(section)) >= option.is_key
    if not option.is_key:
        return
    value = written(option)
    read = value if option.reader is None else option.reader(value, option.name)
    for config in ({section: {option.name: value}}, {option.name: value}):
        chosen = choose(each, {}, Config(config, "wfm.toml"), section)
        if option.is_on_top or section in config:
            assert str(getattr(chosen.options, option.name)) == str(read)
            assert chosen.places[option.name].endswith(option.name)
        else:
            assert chosen.places == {}


@pytest.mark.parametrize("each", FUNCTIONS, ids=lambda each: each.__name__)
def test_it_is_a_keyword_of_python(each: type) -> None:
    keywords = inspect.signature(FUNCTIONS[each]).parameters
    for option in options_of(each):
        assert keywords[option.name].default == option.default
        assert keywords[option.name].kind is inspect.Parameter.KEYWORD_ONLY
    assert keywords["config"].default is None


@every_option
def test_it_has_a_row_in_the_docs(command: str, each: type, option: Option) -> None:
    title = "common" if each is Common else command
    page = PAGE.read_text("utf-8")
    (table,) = re.findall(rf"<!-- options: {title} -->\n(.*?)<!-- end -->", page, re.S)
    if option.is_flag and not option.is_argument:
        (row,) = [line for line in table.splitlines() if line.startswith(f"| `{option.flag}`")]
        assert row.endswith(f"| {option.help} |")


@every_command
def test_the_help_says_what_is_declared(
    wfm: Command, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown = wfm(command, "--help").out
    for each in COMMANDS[command]:
        for option in options_of(each):
            assert option.help in shown or not option.is_flag
            assert option.is_argument or not option.is_flag or f"{option.flag} " in shown


@every_command
def test_nothing_else_stands_on_the_command_line(command: str) -> None:
    names = {one.name for one in parameters(command)} - {"help"}
    assert names == {
        option.name for each in COMMANDS[command] for option in options_of(each) if option.is_flag
    }
    assert set(COMMANDS[command]) <= set(DECLARED)


def test_every_keyword_has_its_paragraph() -> None:
    for each in DECLARED:
        for home in each.__mro__:
            text = home.__doc__ or ""
            if "    Parameters\n" in text:
                own = [name for name in vars(home).get("__annotations__", {}) if name != "SECTION"]
                named = re.findall(r"^    (\w+(?:, \w+)*)$", text, re.M)[1:]
                assert sorted(", ".join(named).split(", ")) == sorted(own), home


def test_the_help_names_the_forecasting_models() -> None:
    assert tuple(MODELS) == MODEL_NAMES


def test_a_key_means_one_thing_in_its_section() -> None:
    found: dict[tuple[str, str], object] = {}
    for each in DECLARED:
        for option in options_of(each):
            if option.is_key:
                assert found.setdefault((option.section, option.name), option.help) == option.help
