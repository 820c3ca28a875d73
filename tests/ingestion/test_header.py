"""Where the table is in a sheet."""

import pytest

from exports import CALLS, export, history
from wfm.errors import InputError
from wfm.ingestion.header import NoTable

TABLE = export("Date,Time,Calls Offered,Calls Answered", "{day},{time},{offered},{answered}")


@pytest.mark.parametrize(
    "above",
    [
        "\n",
        "Call volume report\n\n",
        "Report:,Interval,,\nPeriod:,13.02.2026 - 14.02.2026,,\nFilter:,Queue = Help,,\n\n",
        '"Offered, answered and lost calls of the service desk, all queues, by half hour"\n',
    ],
)
def test_titles_and_filters_above_are_no_rows(above: str) -> None:
    assert history(above + TABLE)["calls"].tolist() == CALLS * 2


def test_a_header_in_two_rows() -> None:
    rows = TABLE.partition("\n")[2]
    assert history("Interval,,Calls,\nDate,Time,Offered,Answered\n" + rows)["calls"].tolist() == (
        CALLS * 2
    )
    assert history("Date,Time,Calls,\n,,Offered,Answered\n" + rows)["calls"].tolist() == CALLS * 2


def test_the_header_again_is_no_row() -> None:
    header, _, rows = TABLE.partition("\n")
    again = f"{header}\n{rows}\n{header}\n{rows.replace('.02.', '.03.')}"
    assert history(again)["calls"].tolist() == CALLS * 4


def test_a_second_table_is_refused() -> None:
    below = export("Agent,Date,Calls Answered,AHT", "Ann,{day},{answered},{aht}")
    with pytest.raises(InputError, match="line 19: a second table begins"):
        history(TABLE + "\n" + below)


def test_a_sheet_without_a_header_is_no_table() -> None:
    with pytest.raises(NoTable, match="no line names the columns of a history"):
        history("some,words\nand,more\n")
