"""``wfm.read_history``: histories from files, in Python."""

import logging
from pathlib import Path

import pytest

import wfm
from exports import AHT, CALLS, export
from wfm.errors import InputError, OptionError

HEADER, ROW = "Date,Time,Calls Offered,AHT", "{day},{time},{offered},{aht}"


def test_files_are_read_as_the_commands_read_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(export(HEADER, ROW, ["13.02.2026"]))
    second.write_text(export(HEADER, ROW, ["14.02.2026"]))
    with caplog.at_level(logging.INFO, "wfm"):
        found = wfm.read_history([first, second])
    assert found["calls"].tolist() == CALLS * 2
    assert "calls = 'Calls Offered', AHT = 'AHT', day first" in caplog.text
    assert wfm.read_history(str(first))["aht_seconds"].tolist() == AHT


def test_keywords_are_the_options_and_keys_of_read(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(export(HEADER, ROW, ["03/04/2026"]))
    with pytest.raises(InputError, match="--date-order dmy"):
        wfm.read_history(file)
    for found in (
        wfm.read_history(file, date_order="mdy", timezone="Europe/Berlin"),
        wfm.read_history(file, config={"timezone": "Europe/Berlin", "read": {"date_order": "mdy"}}),
    ):
        assert str(found["interval_start"].iloc[0]) == "2026-03-04 08:00:00+01:00"
    with pytest.raises(OptionError, match="date_order: 'dym' is not one of"):
        wfm.read_history(file, date_order="dym")  # type: ignore[arg-type]


def test_handling_times_are_in_seconds_whatever_the_file(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("interval_start,calls,aht_seconds\n2026-02-13T08:00,18,4\n")
    assert wfm.read_history(own, aht_unit="minutes")["aht_seconds"].tolist() == [240]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or directory: give the path of a table"):
        wfm.read_history(tmp_path / "no.csv")
