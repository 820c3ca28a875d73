"""``wfm inspect``: what a planner's file holds, how it is read, and what is odd about it."""

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from running import Command
from sparing import few

QUEUES = ("Sales", "Service", "Billing", "Nights")


def calls(weeks: int = 8) -> pd.DataFrame:
    """Calls of four queues from 8 to 18 on weekdays, handling times of some 250 s."""
    times = pd.date_range("2026-02-02", periods=weeks * 7 * 48, freq="30min")
    parts = []
    for number, queue in enumerate(QUEUES, 2):
        open_ = (times.day_of_week < 5) & (times.hour >= 8) & (times.hour < 18)
        wave = number * (10 + (times.hour * 7 + times.minute + times.day) % 5)
        parts.append(
            pd.DataFrame(
                {"queue": queue, "start": times, "calls": np.where(open_, wave, 0), "aht": 250}
            )[open_]
        )
    return pd.concat(parts, ignore_index=True)


def export(frame: pd.DataFrame, title: str = "Interval report") -> bytes:
    """Write a workbook as a system exports it: titles, dd/mm dates, queues mixed, a total."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Interval")
        sheet.write(0, 0, title)
        sheet.write(1, 0, "Queues: all; printed for the planning desk")
        names = ["Date", "Time", "Queue", "Calls Offered", "Calls Handled", "Avg Handle Time"]
        sheet.write_row(3, 0, names)
        mixed = frame.sort_values("start", kind="stable")
        columns = (
            mixed["start"].dt.strftime("%d/%m/%Y"),
            mixed["start"].dt.strftime("%H:%M"),
            mixed["queue"],
            mixed["calls"],
            mixed["calls"],
            mixed["aht"].map(lambda seconds: f"0:{seconds // 60:02d}:{seconds % 60:02d}"),
        )
        for place, cells in enumerate(columns):
            sheet.write_column(4, place, cells.tolist())
        total = len(mixed) + 4
        sheet.write_row(total, 0, ["Total", "", "", int(frame["calls"].sum())])
    return data.getvalue()


def plain(frame: pd.DataFrame) -> str:
    """Write the same as a plain table of wfm."""
    table = frame.rename(columns={"start": "interval_start", "aht": "aht_seconds"})
    return table.to_csv(index=False, date_format="%Y-%m-%dT%H:%M")


def test_an_export_is_read_in_full_and_drawn_at_80_columns(wfm: Command, tmp_path: Path) -> None:
    frame = calls()
    (tmp_path / "export.xlsx").write_bytes(export(frame))
    ran = wfm("inspect", "export.xlsx")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    page = " ".join(ran.out.split())
    assert "export.xlsx, sheet 'Interval'" in page
    assert "day first" in page
    for name, role in (
        ("Date", "date"),
        ("Calls Offered", "calls"),
        ("Calls Handled", "answered"),
        ("Avg Handle Time", "AHT"),
    ):
        assert f"{name} {role}" in page
    for queue in QUEUES:
        assert f"queue {queue}" in page
        assert f"{frame.loc[frame['queue'] == queue, 'calls'].sum():,}; " in page
    assert page.count("Mon to Fri 00:00-08:00, 18:00-24:00; Sat and Sun all day") == 4
    assert ran.out.count("\nMon " + "·" * 16) == 4


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_the_page_fits_the_terminal(
    wfm: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    (tmp_path / "export.xlsx").write_bytes(export(calls(2)))
    monkeypatch.setenv("COLUMNS", width)
    ran = wfm("inspect", "export.xlsx")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= int(width)


def test_a_forecast_of_the_export_has_the_same_calls(wfm: Command, tmp_path: Path) -> None:
    frame = calls()
    (tmp_path / "export.xlsx").write_bytes(export(frame))
    words = ["forecast", "--horizon", "1w", "--model", "mean", "-q"]
    assert wfm(*words, "export.xlsx").out == wfm(*words, stdin=plain(frame)).out


@pytest.mark.parametrize("name", few(1, ["history.xlsx", "history.csv"]))
def test_the_clean_table_gives_the_same_forecast(wfm: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "export.xlsx").write_bytes(export(calls()))
    zone = ["--timezone", "Europe/Berlin"]
    assert wfm("inspect", "export.xlsx", *zone, "-o", name).code == 0
    words = ["forecast", "--horizon", "1w", "--model", "mean", "-q"]
    assert wfm(*words, name, *zone).out == wfm(*words, "export.xlsx", *zone).out


def test_csv_on_standard_output_is_the_clean_table(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "export.xlsx").write_bytes(export(calls(2)))
    wfm("inspect", "export.xlsx", "-o", "history.csv")
    ran = wfm("inspect", "export.xlsx", "--format", "csv")
    assert ran.out == (tmp_path / "history.csv").read_text()
    assert ran.out.startswith("queue,interval_start,calls,aht_seconds\nSales,2026-02-02T08:00,")


def test_json_holds_the_mapping_and_the_findings(wfm: Command, tmp_path: Path) -> None:
    frame = calls()
    (tmp_path / "export.xlsx").write_bytes(export(frame))
    found = json.loads(wfm("inspect", "export.xlsx", "--format", "json").out)
    columns = {one["column"]: one["role"] for one in found["parts"][0]["columns"]}
    assert columns["Calls Offered"] == "calls"
    sales = next(one for one in found["queues"] if one["queue"] == "Sales")
    assert sales["calls"] == frame.loc[frame["queue"] == "Sales", "calls"].sum()
    assert sales["first"] == "2026-02-02T08:00"
    assert sales["step_minutes"] == 30
    assert (sales["gaps"], sales["outages"]) == ([], [])
    assert found["question"] is None


def test_what_is_not_decided_is_shown_and_asked(wfm: Command, tmp_path: Path) -> None:
    frame = calls(1)
    (tmp_path / "export.xlsx").write_bytes(export(frame[frame["start"].dt.day == 3]))
    ran = wfm("inspect", "export.xlsx")
    assert ran.code == 3
    page = " ".join(ran.out.split())
    assert "Calls Offered calls 28 | 42 | 56" in page
    assert "Avg Handle Time AHT (average) 0:04:10" in page
    assert "to answer" in page
    assert "--date-order dmy" in ran.lines[-1]
    assert "--date-order mdy" in ran.lines[-1]
    decided = wfm("inspect", "export.xlsx", "--date-order", "dmy")
    assert decided.code == 0, decided.err
    assert "2026-02-03 08:00" in decided.out


def test_a_saved_reading_is_permanent(wfm: Command, tmp_path: Path) -> None:
    frame = calls(1)
    (tmp_path / "export.xlsx").write_bytes(export(frame[frame["start"].dt.day == 3]))
    before = "# Ours\n[staff]\nmin_agents = 2   # always\n"
    (tmp_path / "wfm.toml").write_text(before)
    ran = wfm("inspect", "export.xlsx", "--date-order", "mdy", "--save", "wfm.toml")
    assert ran.code == 0, ran.err
    saved = (tmp_path / "wfm.toml").read_text()
    assert saved.startswith(before)
    assert 'date_order = "mdy"' in saved
    assert 'calls_column = "Calls Offered"' in saved
    again = wfm("inspect", "export.xlsx")
    assert again.code == 0, again.err
    assert "2026-03-02 08:00" in again.out
    assert (tmp_path / "wfm.toml").read_text() == saved


def test_a_plain_table_needs_nothing_saved(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(plain(calls(2)))
    ran = wfm("inspect", "h.csv", "--save", "wfm.toml")
    assert (ran.code, ran.err) == (
        0,
        "nothing to save in wfm.toml: the file is read without options, as it stands\n",
    )
    assert not (tmp_path / "wfm.toml").exists()
    zoned = wfm("inspect", "h.csv", "--timezone", "Europe/Berlin", "--save", "wfm.toml")
    assert (zoned.code, zoned.err) == (0, "")
    assert (tmp_path / "wfm.toml").read_text() == 'timezone = "Europe/Berlin"\n'


@pytest.mark.parametrize("name", ["clean.xlsx", "clean.csv"])
def test_findings_go_out_while_the_table_is_written(
    wfm: Command, tmp_path: Path, name: str
) -> None:
    (tmp_path / "export.xlsx").write_bytes(export(calls(2)))
    ran = wfm("inspect", "export.xlsx", "--format", "json", "-o", name)
    assert ran.code == 0, ran.err
    assert len(json.loads(ran.out)["queues"]) == len(QUEUES)
    assert wfm("inspect", name, "--format", "csv").out == (
        wfm("inspect", "export.xlsx", "--format", "csv").out
    )


def test_another_reading_does_not_overwrite_what_is_saved(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "export.xlsx").write_bytes(export(calls()))
    (tmp_path / "wfm.toml").write_text(
        '[read]\nsheet = "Interval"\ncalls_column = "Calls Handled"\n'
    )
    ran = wfm("inspect", "export.xlsx", "--calls-column", "Calls Offered", "--save", "wfm.toml")
    assert ran.code == 3
    assert "read.calls_column is 'Calls Handled' and would have to be 'Calls Offered'" in ran.err


@pytest.mark.parametrize(("aht", "unit"), [(4.2, "minutes"), (257_000, "milliseconds")])
def test_handling_times_that_can_hardly_be_seconds_are_shown_and_asked(
    wfm: Command, tmp_path: Path, aht: float, unit: str
) -> None:
    (tmp_path / "h.csv").write_text(plain(calls().assign(aht=aht)))
    ran = wfm("inspect", "h.csv", "-o", "clean.csv")
    assert ran.code == 3
    assert "queue Sales" in ran.out
    assert f"--aht-unit {unit}" in ran.lines[-1]
    assert not (tmp_path / "clean.csv").exists()


def test_files_of_winter_and_of_summer_are_one_history(wfm: Command, tmp_path: Path) -> None:
    times = pd.date_range("2026-03-02", periods=8 * 7 * 48, freq="30min", tz="Europe/Berlin")
    lines = [f"{time.isoformat(timespec='minutes')},{time.hour}" for time in times]
    for name, part in (("winter", lines[:1000]), ("summer", lines[1000:]), ("all", lines)):
        (tmp_path / f"{name}.csv").write_text("\n".join(["interval_start,calls", *part]))
    one = wfm("inspect", "all.csv", "--format", "csv")
    assert one.code == 0, one.err
    two = wfm("inspect", "winter.csv", "summer.csv", "--format", "csv")
    assert (two.code, two.out) == (0, one.out), two.err
