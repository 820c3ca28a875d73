"""`wfm forecast` of a table in which one queue cannot be read."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from running import Command, Refusal


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
