"""Calls and handling times, whatever they are written in."""

import pytest

from exports import AHT, export, history, reading
from wfm.errors import InputError
from wfm.ingestion.asking import Question

DAYS = ["13.02.2026", "14.02.2026", "15.02.2026"]


def times(row: str, name: str = "Handle Time", **options: object) -> list[float]:
    header = f"Date,Time,Offered,Answered,{name}"
    text = export(header, "{day},{time},{offered},{answered}," + row, DAYS)
    return history(text, **options)["aht_seconds"].tolist()


def test_totals_and_averages_without_a_word_are_told_apart_by_the_calls() -> None:
    assert times("{total}") == pytest.approx(AHT * 3)
    assert times("{aht}") == pytest.approx(AHT * 3)


def test_averages_by_name_that_grow_with_the_calls_are_asked_about() -> None:
    with pytest.raises(Question, match=r"--aht-kind average .* --aht-kind total"):
        times("{total}", "AHT")
    assert times("{total}", "AHT", aht_kind="total") == pytest.approx(AHT * 3)


def test_milliseconds_are_asked_about_or_named() -> None:
    with pytest.raises(Question, match="--aht-unit milliseconds"):
        times("{aht}000", "AHT (sec)")
    assert times("{aht}000", "AHT (ms)") == pytest.approx(AHT * 3)
    assert times("{aht}000", "AHT", aht_unit="milliseconds") == pytest.approx(AHT * 3)


def test_parts_are_added_up_before_they_are_divided() -> None:
    header = "ROW_DATE,STARTTIME,INTRVL,CALLSOFFERED,ACDCALLS,ACDTIME,ACWTIME,HOLDACDTIME"
    row = "{day},{time},30,{offered},{answered},{total},340,170"
    found = reading(export(header, row))
    assert found.frame["aht_seconds"].iloc[0] == (257 * 17 + 510) / 17
    assert "AHT = ('ACDTIME' + 'ACWTIME' + 'HOLDACDTIME') / 'ACDCALLS'" in found.said[0]


@pytest.mark.parametrize(("cell", "why"), [("many", "is not a number"), ("-3", "is below 0")])
def test_a_cell_that_is_no_count_is_refused_by_its_line(cell: str, why: str) -> None:
    text = export("Date,Time,Offered", "{day},{time},{offered}").replace(
        ",8:30,12", f",8:30,{cell}"
    )
    with pytest.raises(InputError, match=f"calls.csv, line 3, column Offered: '{cell}' {why}"):
        history(text)


def test_blank_calls_are_missing() -> None:
    text = export("Date,Time,Offered", "{day},{time},{offered}").replace(",8:30,12", ",8:30,")
    assert history(text)["calls"].isna().tolist().count(True) == 2


def test_an_average_and_a_total_make_one_handling_time() -> None:
    header = "Date,Time,Offered,Answered,Avg Talk Time,Total ACW Time"
    found = reading(export(header, "{day},{time},{offered},{answered},{aht},{total}"))
    assert found.frame["aht_seconds"].tolist() == pytest.approx([2 * aht for aht in AHT] * 2)
    assert "AHT = 'Total ACW Time' / 'Answered' + 'Avg Talk Time'" in found.said[0]


def test_a_unit_of_days_in_the_name_is_believed() -> None:
    assert times("0.0029745370", "AHT (days)") == pytest.approx([257.0] * len(AHT * 3), abs=0.01)


def test_calls_that_would_not_be_whole_are_asked_about_whatever_other_columns_show() -> None:
    text = export("Date;Time;Offered;AHT", "{day};{time};1.{offered:03d};{aht}.5", DAYS)
    with pytest.raises(Question, match=r"--decimal point .* --decimal comma"):
        history(text)
