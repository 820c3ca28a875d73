"""`wfm forecast` of a table in which one queue cannot be read."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from running import Command, Ran, Refusal
from sparing import few
from wfm.cli import histories
from wfm.tables import csvfile


class TestKeepGoing:
    @pytest.fixture
    def two(self, history: Path) -> Path:
        """Two queues, the calls of a Friday afternoon of the second one mistyped."""
        header, *rows = history.read_text().splitlines()
        second = [f"sales,{row}" for row in rows]
        second[1000] = second[1000].replace(second[1000].split(",")[2], "many", 1)
        history.write_text("\n".join([f"queue,{header}", *(f"help,{r}" for r in rows), *second]))
        return history

    def test_a_bad_cell_fails_its_queue_only(self, wfm: Command, two: Path) -> None:
        ran = wfm("forecast", two, "--keep-going", "--horizon", "1d", "--model", "mean")
        assert ran.code == 3
        queues = {line.split(",")[0] for line in ran.out.splitlines()[1:]}
        assert queues == {"help"}
        (warning,) = (line for line in ran.lines if line.startswith("warning: "))
        assert "queue 'sales': " in warning
        assert "column calls: 'many' is not a number" in warning
        assert ran.lines[-1] == "wfm: 1 queues failed: sales"

    def test_without_it_nothing_is_written(self, refused: Refusal, two: Path) -> None:
        message = refused("forecast", two, "--horizon", "1d", "--model", "mean")
        assert "column calls: 'many' is not a number" in message

    def test_where_no_queue_is_left_the_first_fault_is_said(
        self, refused: Refusal, two: Path
    ) -> None:
        lines = two.read_text().splitlines()
        two.write_text("\n".join(line for line in lines if not line.startswith("help")))
        assert "'many' is not a number" in refused(
            "forecast", two, "--keep-going", "--horizon", "1d", "--model", "mean"
        )

    def test_a_backtest_goes_on_too(self, wfm: Command, two: Path) -> None:
        words = ("--models", "mean", "--origins", "1", "--keep-going")
        ran = wfm("backtest", two, *words)
        assert ran.code == 3
        assert {line.split(",")[0] for line in ran.out.splitlines()[1:]} == {"help"}
        assert any(re.search(r"line \d+, column calls: 'many'", line) for line in ran.lines)
        assert ran.lines[-1] == "wfm: 1 queues failed: sales"


# Followed by itself where Sundays were closed for three weeks; where only the last was, if told.
@pytest.mark.parametrize(("name", "weeks"), [("changes", 3), ("since", 1)])
def test_changes_and_since_act_the_same_by_flag_and_by_configuration(
    wfm: Command, history: Path, tmp_path: Path, name: str, weeks: int
) -> None:
    header, *rows = history.read_text().splitlines()
    last = date.fromisoformat(rows[-1][:10])
    closed = [last - timedelta(days=(last.weekday() + 1) % 7 + 7 * back) for back in range(weeks)]
    silent = {str(day) for day in closed}
    rows = [f"{row.split(',')[0]},0," if row[:10] in silent else row for row in rows]
    history.write_text("\n".join([header, *rows, ""]))
    value = {"changes": "keep", "since": str(min(closed) - timedelta(days=1))}[name]

    asked = ("forecast", history, "--model", "mean")
    plain = wfm(*asked)
    by_flag = wfm(*asked, f"--{name}", value)
    assert by_flag.code == 0
    assert by_flag.out != plain.out
    (tmp_path / "wfm.toml").write_text(f'[forecast]\n{name} = "{value}"\n')
    assert wfm(*asked).out == by_flag.out


class TestSeveralJobs:
    """Queues are worked on while others are read; nobody sees that."""

    @pytest.fixture
    def lines(self, history: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Three weeks of three queues, read in pieces that are smaller than one."""
        monkeypatch.setattr(csvfile, "_CELLS_AT_ONCE", 2_000)
        header, *rows = history.read_text().replace("+00:00", "").splitlines()
        weeks = rows[-48 * 21 :]
        return [f"queue,{header}", *(f"{name},{row}" for name in "abc" for row in weeks)]

    @pytest.fixture
    def by_both(self, wfm: Command, history: Path) -> Callable[..., Ran]:
        """Forecast with one job and with two, which have to answer the same."""

        def run(lines: list[str], *words: str) -> Ran:
            history.write_text("\n".join(lines))
            asked = ("forecast", history, "--model", "mean", "--horizon", "1d", "-v", *words)
            one, two = (wfm(*asked, "--jobs", jobs) for jobs in (1, 2))
            assert (two.code, two.out, two.err) == (one.code, one.out, one.err)
            return two

        return run

    def test_a_sound_file_is_not_read_at_once(
        self, by_both: Callable[..., Ran], lines: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at_once = Mock(wraps=histories.read_files)
        monkeypatch.setattr(histories, "read_files", at_once)
        ran = by_both(lines)
        assert ran.code == 0
        assert {line.split(",")[0] for line in ran.out.splitlines()[1:]} == {"a", "b", "c"}
        at_once.assert_called_once()  # by the one job

    @pytest.mark.slow
    def test_a_queue_ends_on_another_day(
        self, by_both: Callable[..., Ran], lines: list[str]
    ) -> None:
        assert "the queues end on different days" in by_both(lines[:-48]).err

    @pytest.mark.slow
    def test_handling_times_of_0_are_counted_in_all_queues(
        self, by_both: Callable[..., Ran], lines: list[str]
    ) -> None:
        lines = [re.sub(r",[\d.]*$", ",0", line) if "T12:" in line else line for line in lines]
        said = [line for line in by_both(lines).lines if "handling time of 0" in line]
        assert len(said) == 1

    @pytest.mark.slow
    def test_minutes_are_asked_about_with_the_name_of_the_file(
        self, by_both: Callable[..., Ran], lines: list[str]
    ) -> None:
        lines = [re.sub(r",[\d.]*$", ",4", line) for line in lines]
        assert "calls.csv: queue 'a': column aht_seconds" in by_both(lines).err
        assert by_both(lines, "--aht-unit", "minutes").code == 0

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("d,2027-01-01T00:00,1,240", "queue 'd': the history has 1 day"),
            pytest.param("c,2027-01-01T00:00,1,240,1", "has 5 fields", marks=pytest.mark.slow),
            pytest.param(
                "c,2027-01-01T00:00,many,240",
                "column calls: 'many' is not a number",
                marks=pytest.mark.slow,
            ),
        ],
    )
    def test_a_wrong_row_at_the_end_is_told_as_by_one_job(
        self, by_both: Callable[..., Ran], lines: list[str], row: str, message: str
    ) -> None:
        ran = by_both([*lines, row])
        assert ran.code == 3
        assert message in ran.lines[-1]

    @pytest.mark.parametrize("name", few(1, ["two places", "out of order", "semicolons"]))
    def test_what_is_no_plain_table_is_read_as_ever(
        self, by_both: Callable[..., Ran], lines: list[str], name: str
    ) -> None:
        end = 1 + len(lines) // 3  # of the first queue
        odd = {
            "two places": [*lines[: end - 48], *lines[end:], *lines[end - 48 : end]],
            "out of order": [*lines[:-2], lines[-1], lines[-2]],
            "semicolons": [line.replace(",", ";") for line in lines],
        }
        assert by_both(odd[name]).out == by_both(lines).out

    @pytest.mark.slow
    @pytest.mark.parametrize("offset", ["Z", "+00:00"])
    def test_times_with_offsets(
        self, by_both: Callable[..., Ran], lines: list[str], offset: str
    ) -> None:
        aware = [lines[0], *(re.sub(r"(T\d\d:\d\d)", rf"\1{offset}", line) for line in lines[1:])]
        assert by_both(aware).out == by_both(lines).out

    @pytest.mark.slow
    def test_a_wrong_option_is_told_after_a_wrong_file(
        self, by_both: Callable[..., Ran], lines: list[str]
    ) -> None:
        wrong = ("--start", "2020-01-01")
        assert by_both(lines, *wrong).code == 2
        assert "is not a number" in by_both([*lines, "c,2027-01-01T00:00,many,"], *wrong).err
