"""Points and commas in numbers: what is read, and what is asked about."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import pytest

from running import Command, Refusal
from wfm import tables
from wfm.errors import InputError

TIMES = ("2026-01-05T08:00Z", "2026-01-05T08:30Z", "2026-01-05T09:00Z")


def file(*rows: Sequence[str], header: str = "interval_start;calls;aht_seconds") -> str:
    lines = (";".join((time, *row)) for time, row in zip(TIMES, rows, strict=False))
    return "".join(f"{line}\n" for line in (header, *lines))


def read(data: str, decimal: Literal["point", "comma"] | None = None) -> pd.DataFrame:
    return tables.read(data, tables.HISTORY, "calls.csv", decimal)


def refusal(data: str, decimal: Literal["point", "comma"] | None = None) -> str:
    with pytest.raises(InputError) as error:
        read(data, decimal)
    return str(error.value)


OPEN = file(("980", "240"), ("1.234", "251"), ("2.000", "260"))


def test_a_point_before_three_digits_is_asked_about() -> None:
    assert refusal(OPEN) == (
        "calls.csv, line 3, column calls: '1.234' may be 1.234 with a decimal point, or 1234 "
        "(1,234) with a point between the thousands: give --decimal point or --decimal comma"
    )


def test_the_answer_is_taken() -> None:
    assert list(read(OPEN, "point")["calls"]) == [980, 1.234, 2]
    assert list(read(OPEN, "comma")["calls"]) == [980, 1234, 2000]


@pytest.mark.parametrize(
    "rows",
    [
        [("980", "240.5"), ("1.234", "251")],  # a decimal point in another column
        [("0.980", "240"), ("1.234", "251")],  # no thousand begins with 0
        [("1.2340", "240"), ("1.234", "251")],
        [("1", "240"), ("2", "")],
    ],
)
def test_where_one_reading_fits_nothing_is_asked(rows: list[tuple[str, str]]) -> None:
    assert list(read(file(*rows))["calls"]) == [float(calls) for calls, _ in rows]


def test_between_commas_a_point_is_decimal() -> None:
    assert list(read(OPEN.replace(";", ","))["calls"]) == [980, 1.234, 2]


def test_other_columns_are_not_looked_at() -> None:
    data = file(
        ("1", "240", "1.234"), ("2", "240", "1.235"),
        header="interval_start;calls;aht_seconds;note",
    )  # fmt: skip
    assert len(read(data)) == 2


def test_decimal_commas_are_read_when_that_is_said() -> None:
    data = file(("18", "257,5"), ("1.234", "1.218,25"), ("NA", ""))
    assert refusal(data) == (
        "calls.csv, line 2, column aht_seconds: '257,5' has a comma: give --decimal comma if that "
        "is the decimal mark"
    )
    found = read(data, "comma")
    assert list(found["aht_seconds"][:2]) == [257.5, 1218.25]
    assert list(found["calls"][:2]) == [18, 1234]
    assert found["calls"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("cell", ["1.2", "12.34", "1,234.5", "1.234.5", "x", "1e3", "--"])
def test_what_is_no_number_with_a_decimal_comma(cell: str) -> None:
    data = file(("1", "240"), (cell, "240"))
    assert refusal(data, "comma") == (
        f"calls.csv, line 3, column calls: '{cell}' is not a number with a decimal comma: "
        "write it as 1234,5"
    )


@pytest.mark.parametrize("command", ["forecast", "backtest", "staff"])
def test_commands_ask_and_take_the_answer(wfm: Command, refused: Refusal, command: str) -> None:
    message = refused(command, stdin=OPEN)
    assert "--decimal point (it is 1.234) or --decimal comma (it is 1234)" in message
    again = wfm(command, "--decimal", "comma", stdin=OPEN)
    assert "--decimal" not in again.err
    assert "--decimal: 'x' is not one of" in refused(command, "--decimal", "x", stdin=OPEN, code=2)


def test_what_wfm_staff_makes_of_it(wfm: Command) -> None:
    plain = OPEN.replace(".", "").replace(";", ",")
    assert wfm("staff", "--decimal", "comma", stdin=OPEN).out == wfm("staff", stdin=plain).out


def test_a_requirement_is_asked_about_too(refused: Refusal) -> None:
    data = file(("1.200",), ("1.234",), header="interval_start;agents_scheduled")
    message = refused("roster", stdin=data)
    assert "column agents_scheduled, line 2: '1.200' may be two numbers" in message
