"""Rows that are no intervals are left out and said; rows with a time never are."""

import pytest

from exports import CALLS, export, history, reading
from wfm.errors import InputError

HEADER, ROW = "Date,Time,Offered,Answered", "{day},{time},{offered},{answered}"
TABLE = export(HEADER, ROW)


@pytest.mark.parametrize(
    "below",
    [
        "Total,,238,226\n",
        "Grand Total:,,238,226\n",
        ",Summe,238,226\n",
        "合计,,238,226\n",
        ",,238,226\n",  # no word, but the sum of the rows above
        "\nPrinted on 15.02.2026 by Ann,,,\n",
        "\n* calls that hung up within 5 seconds are left out,,,\n",
        "Maximum,,19,19\n",
    ],
)
def test_what_stands_below_is_left_out_and_said(below: str) -> None:
    found = reading(TABLE + below)
    assert found.frame["calls"].tolist() == CALLS * 2
    assert "left out" in found.said[0]


def test_totals_of_days_are_left_out() -> None:
    first, second = export(HEADER, ROW, ["13.02.2026"]), export(HEADER, ROW, ["14.02.2026"])
    text = first + "13.02.2026,Total,119,113\n" + second.partition("\n")[2]
    assert history(text + "14.02.2026,Total,119,113\n")["calls"].tolist() == CALLS * 2
    # Without a word they are known because they are sums.
    text = first + "13.02.2026,,119,113\n" + second.partition("\n")[2]
    assert history(text + "14.02.2026,,119,113\n")["calls"].tolist() == CALLS * 2


@pytest.mark.parametrize(
    "row",
    ["13.02.2026,lunch,7,7\n", "13.02.2026,,7,7\n", "31.02.2026,12:00,7,7\n"],
)
def test_a_row_that_nobody_understands_is_refused_by_its_line(row: str) -> None:
    first, second = export(HEADER, ROW, ["13.02.2026"]), export(HEADER, ROW, ["14.02.2026"])
    with pytest.raises(InputError, match="line 10"):
        history(first + row + second.partition("\n")[2])


def test_a_row_that_was_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match="line 18"):
        history(TABLE + "15.0")
