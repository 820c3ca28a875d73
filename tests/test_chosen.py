"""Given, configured, default: one place decides for the command line and for Python."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from wfm.chosen import choose, explained
from wfm.config import Config
from wfm.errors import InputError, OptionError
from wfm.options.option import option
from wfm.options.readers import Whole


@dataclass(frozen=True, kw_only=True)
class Options:
    """Options of a section."""

    SECTION: ClassVar = "forecast"

    weeks: int = option(6, reader=Whole(1, 520), help="Weeks.")
    timezone: str | None = option(None, on_top=True, help="Zone.")
    parts: object = option(0.3, table=True, help="A number or a table.")
    horizon: object = option("4w", help="Days.")
    origins: int = option(8, only_flag=True, help="Origins.")


def chosen(values: dict[str, Any], **given: object) -> Options:
    return choose(Options, given, Config(values, "wfm.toml")).options


def test_what_is_given_goes_before_what_is_configured_and_that_before_the_default() -> None:
    assert chosen({}).weeks == 6
    assert chosen({"forecast": {"weeks": 8}}).weeks == 8
    assert chosen({"forecast": {"weeks": 8}}, weeks="10").weeks == 10


def test_a_key_of_the_section_goes_before_one_at_the_top() -> None:
    assert chosen({"timezone": "UTC"}).timezone == "UTC"
    assert chosen({"timezone": "UTC", "forecast": {"timezone": "Asia/Tokyo"}}).timezone == (
        "Asia/Tokyo"
    )


def test_a_value_is_taken_as_its_option_is_written() -> None:
    assert chosen({"forecast": {"horizon": 10, "parts": {"a": 1}}}) == Options(
        horizon="10", parts={"a": 1}
    )


def test_what_is_no_key_is_not_configured() -> None:
    assert chosen({"forecast": {"origins": 3}}).origins == 8


def test_a_wrong_value_is_named_where_it_stands() -> None:
    with pytest.raises(InputError, match=r"^wfm.toml: forecast.weeks: 0 is not a whole number"):
        chosen({"forecast": {"weeks": 0}})
    with pytest.raises(OptionError, match=r"^weeks: 0 is not a whole number"):
        chosen({"forecast": {"weeks": 5}}, weeks=0)
    with pytest.raises(InputError, match=r"^wfm.toml: forecast: 5 is not a table"):
        chosen({"forecast": 5})


def test_a_value_that_is_refused_later_is_named_where_it_stands() -> None:
    places = choose(Options, {}, Config({"timezone": "Moon"}, "wfm.toml")).places
    with pytest.raises(InputError, match=r"^wfm.toml: timezone: no such place"), explained(places):
        raise OptionError("timezone", "no such place")
    with pytest.raises(OptionError, match=r"^weeks: too many"), explained(places):
        raise OptionError("weeks", "too many")
