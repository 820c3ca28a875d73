"""Names that stand alone above their rows are queues; a column nobody knows may be."""

import pytest

from exports import CALLS, export, history, reading
from wfm.errors import InputError
from wfm.ingestion.asking import Question

HEADER = "Date,Time,Offered"
ROWS = export(HEADER, "{day},{time},{offered}").partition("\n")[2]


def test_names_above_groups_of_rows_are_their_queues() -> None:
    found = reading(f"{HEADER}\nSupport,,\n{ROWS}Total,,238\nQueue: Billing,,\n{ROWS}Total,,238\n")
    assert found.frame["queue"].tolist() == ["Support"] * 16 + ["Billing"] * 16
    assert found.frame["calls"].tolist() == CALLS * 4
    assert "queue from the lines above its rows" in found.said[0]


def test_a_name_above_all_rows_tells_nothing_apart() -> None:
    assert "queue" not in history(f"{HEADER}\nSupport,,\n{ROWS}")


def test_rows_above_the_first_name_are_refused() -> None:
    later = ROWS.replace(".02.", ".03.")
    with pytest.raises(InputError, match="line 18: 'Support' stands alone above its rows"):
        history(f"{HEADER}\n{ROWS}Support,,\n{later}Billing,,\n{ROWS.replace('.02.', '.04.')}")


def test_a_column_that_tells_rows_of_one_interval_apart_is_asked_about() -> None:
    text = export("Site,Date,Time,Offered", "North,{day},{time},{offered}")
    text += export("Site,Date,Time,Offered", "South,{day},{time},{answered}").partition("\n")[2]
    with pytest.raises(Question, match="column 'Site' tells the rows of one interval apart"):
        history(text)
    assert list(history(text, queue_column="Site")["queue"].unique()) == ["North", "South"]
    assert history(text, repeats="add")["calls"].tolist()[0] == 35
