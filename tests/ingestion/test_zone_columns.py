"""The zone that a file itself names."""

import pytest

from exports import export, history
from wfm.ingestion.asking import Question


def first(header: str, row: str, **options: object) -> str:
    return str(history(export(header, row), **options)["interval_start"].iloc[0])


def test_a_name_that_says_utc_is_believed() -> None:
    header, row = "Interval Start UTC,Offered", "{day} {time},{offered}"
    assert first(header, row) == "2026-02-13 08:00:00+00:00"
    assert first(header, row, timezone="Europe/Berlin") == "2026-02-13 09:00:00+01:00"


def test_a_column_that_names_a_zone_is_believed() -> None:
    row = "{day},{time},Europe/Tallinn,{offered}"
    assert first("Date,Time,Time Zone,Offered", row) == "2026-02-13 08:00:00+02:00"


def test_letters_that_stand_for_several_zones_are_asked_about() -> None:
    header, row = "Date,Time,TZ,Offered", "{day},{time},CST,{offered}"
    with pytest.raises(Question, match="column 'TZ' says 'CST'"):
        first(header, row)
    assert first(header, row, timezone="Asia/Shanghai") == "2026-02-13 08:00:00+08:00"
