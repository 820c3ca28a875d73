"""The configuration file: what is read, and a clear word on what is not."""

import datetime as dt
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wfm
from wfm import config
from wfm.chosen import choose
from wfm.errors import InputError, OptionError
from wfm.options.roster import RosterOptions


def refusal(text: bytes | str) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as error:
        config.parse(data, "wfm.toml")
    assert "\n" not in str(error.value)
    return str(error.value)


def test_nothing_is_a_configuration_without_values() -> None:
    assert config.parse(b"", "wfm.toml") == {}


def test_sections_and_the_time_zone() -> None:
    data = b'\xef\xbb\xbftimezone = "Europe/London"\r\n[staff]\r\nservice_level = 0.9\r\n'
    assert config.parse(data, "wfm.toml") == {
        "timezone": "Europe/London",
        "staff": {"service_level": 0.9},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[staf]\n", "wfm.toml: staf: unknown key; the nearest one is staff"),
        ("time_zone = 'UTC'\n", "wfm.toml: time_zone: unknown key; the nearest one is timezone"),
        (
            "x = 1\n",
            f"wfm.toml: x: unknown key; known keys: {', '.join(sorted(config.TOP))}",
        ),
        ("staff = 3\n", "wfm.toml: staff must be a section: write [staff]"),
        ("[[roster]]\n", "wfm.toml: roster must be a section: write [roster]"),
        ("timezone = 2\n", 'wfm.toml: timezone must be a name: write timezone = "Europe/London"'),
        ("currency = 1\n", 'wfm.toml: currency must be a name: write currency = "EUR"'),
        (
            'currency = "\\u001b[31m"\n',
            "wfm.toml: currency: '\x1b[31m' holds the control character U+001B: take it out",
        ),
        (b"timezone = '\xe9'\n", "wfm.toml: not UTF-8 text: save the file as UTF-8"),
    ],
)
def test_refused(text: bytes | str, message: str) -> None:
    assert refusal(text) == message


def test_unknown_key_of_a_section_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        config.check_keys({"servicelevel": 1}, ["service_level", "asa"], "wfm.toml", "staff.")
    assert str(caught.value) == (
        "wfm.toml: staff.servicelevel: unknown key; the nearest one is service_level"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"absence": 0.1, "training": 0.05}, "absence=0.1,training=0.05"),
        (["a", "b"], "a,b"),
        (0.3, 0.3),
        ("20s", "20s"),
        (dt.date(2026, 3, 30), dt.date(2026, 3, 30)),
    ],
)
def test_a_value_is_handed_on_as_its_option_is_written(
    value: Any, written: date | float | str
) -> None:
    assert config.as_option_text(value) == written


@given(st.binary(max_size=60))
def test_any_bytes_are_a_configuration_or_a_clear_refusal(data: bytes) -> None:
    try:
        assert set(config.parse(data, "wfm.toml")) <= {*config.TOP}
    except InputError:
        assert refusal(data).startswith(("wfm.toml: ", "wfm.toml, line "))


def roster_options(content: Any, **given: Any) -> RosterOptions:
    return choose(RosterOptions, given, config.load(content)).options


def test_what_the_python_function_is_not_given_stands_in_the_configuration() -> None:
    section = {
        "gap": "2%",
        "time_limit": 5,
        "elastic": True,
        "night": "01:00-04:00",
        "format": "csv",
    }
    options = roster_options({"roster": section}, time_limit="8s")
    assert options == RosterOptions(gap="2%", time_limit="8s", elastic=True)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"roster": {"gap": 2}}, "roster.gap: 2 is not a fraction"),
        ({"roster": {"rotation_weeks": 0}}, "roster.rotation_weeks: 0 is not a whole number"),
        ({"roster": {"time_limit": "soon"}}, "roster.time_limit: "),
        ({"roster": {"elastic": "yes"}}, "roster.elastic: 'yes' is neither true nor false"),
        ({"roster": {"week": "min"}}, "roster.week: 'min' is not one of max, mean"),
        ({"roster": {"closed": True}}, "roster.closed: 'True' is not one of never, allowed"),
        ({"roster": 5}, "roster: 5 is not a table"),
        ({"group": []}, "config: group: unknown key"),
    ],
)
def test_a_wrong_option_of_the_configuration_is_named(
    values: dict[str, dict[str, bool | int | str] | int | list[Any]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        wfm.roster(pd.DataFrame(), config=values)


@pytest.mark.parametrize(("name", "value"), [("gap", 2), ("rotation_weeks", "eight")])
def test_a_wrong_option_that_is_given_is_an_error_of_that_option(
    name: str, value: int | str
) -> None:
    given: dict[str, Any] = {name: value}
    with pytest.raises(OptionError, match=name):
        wfm.roster(pd.DataFrame(), config={"roster": {"gap": 0.1}}, **given)


def test_a_key_of_very_many_names_is_refused_before_it_is_parsed() -> None:
    """The parser takes the square of their number: 50,000 names would be minutes."""
    text = ".".join("a" * 50_000) + " = 1\n"
    with pytest.raises(InputError, match=r"wfm.toml, line 2: more than 200 names in a key"):
        config.parse(f"# so\n{text}".encode(), "wfm.toml")
    dots = '"' + "it is. " * 250 + '"'
    assert config.parse(f"# {'.' * 500}\nroster = {{ x = {dots} }}".encode(), "wfm.toml")
