"""Declared options: fields of dataclasses that tell people about themselves."""

from dataclasses import dataclass
from typing import ClassVar

from wfm.options.common import Common
from wfm.options.option import option, options_of


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Options of a section of their own, for several commands."""

    SECTION: ClassVar = "read"

    sheet: str | None = option(None, metavar="NAME", help="Sheet of a workbook.")


@dataclass(frozen=True, kw_only=True)
class Counting(Reading):
    """Options of a command."""

    SECTION: ClassVar = "count"

    most_rows: int = option(9, short="-m", metavar="N", help="Most rows.", only_flag=True)
    plain: object = None


def test_a_field_is_an_option_with_a_flag_a_key_and_a_default() -> None:
    rows, sheet = options_of(Counting)
    assert (rows.name, rows.flags, rows.default) == ("most_rows", ("--most-rows", "-m"), 9)
    assert (rows.help, rows.metavar, rows.is_key, rows.is_switch) == (
        "Most rows.",
        "N",
        False,
        False,
    )
    assert (sheet.flag, sheet.is_key) == ("--sheet", True)


def test_an_option_keeps_the_section_of_the_dataclass_that_declares_it() -> None:
    assert [one.section for one in options_of(Counting)] == ["count", "read"]
    assert {one.section for one in options_of(Common)} == {""}


def test_a_dataclass_of_options_is_an_ordinary_one() -> None:
    assert Counting() == Counting(most_rows=9, sheet=None, plain=None)
