"""Every table's columns and their units."""

import pytest

from wfm import tables
from wfm.tables.columns import Table

TABLES = [
    tables.HISTORY,
    tables.FORECAST,
    tables.REQUIREMENT,
    tables.ROSTER,
    tables.COVERAGE,
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_its_unit_or_needs_none(table: Table) -> None:
    for column in table.columns:
        if column.kind == "number" and column.high > 1 and column.name != "effect":
            assert column.unit, column.name
