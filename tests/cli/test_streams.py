"""Real processes whose streams are closed, full or left by their reader, and signals."""

from pathlib import Path

import pytest

from running import Command, Shell
from sparing import few

FORECAST = (
    "interval_start,calls,aht_seconds\n"
    "2026-01-05T09:00+00:00,100,180\n"
    "2026-01-05T09:30+00:00,120,200\n"
)
DAY = "interval_start,calls,aht_seconds\n" + "\n".join(
    f"2026-01-05T{hour:02d}:{minute}+00:00,9,180" for hour in range(24) for minute in ("00", "30")
)
SLOW = pytest.mark.slow
# Python would leave half of what it compiles, for all that come after.
SMALL_FILES = "export PYTHONDONTWRITEBYTECODE=1; ulimit -f 1"


@pytest.fixture
def forecast(tmp_path: Path) -> None:
    (tmp_path / "forecast.csv").write_text(FORECAST)


@pytest.mark.slow
def test_a_reader_of_the_words_who_leaves_does_not_cost_the_result(
    forecast: None, bash: Shell, wfm: Command, tmp_path: Path
) -> None:
    # `true` has gone long before there is a word to read.
    script = "(sleep 1; wfm staff forecast.csv -v -o out.csv) 2>&1 | true; echo ${PIPESTATUS[0]}"
    done = bash(script)
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert (tmp_path / "out.csv").read_text() == wfm("staff", "forecast.csv").out


@pytest.mark.parametrize(
    "words", few(1, ["staff forecast.csv -q", "--help", "staff --help", "--version"])
)
def test_a_reader_of_the_answer_who_leaves_is_no_error(
    forecast: None, bash: Shell, words: str
) -> None:
    done = bash(f"(sleep 1; wfm {words}) 2>&1 | true; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.slow
def test_an_error_keeps_its_code_when_nobody_reads_it(bash: Shell) -> None:
    assert bash("(sleep 1; wfm staff no.csv) 2>&1 | true; echo ${PIPESTATUS[0]}").stdout == "3\n"


@pytest.mark.parametrize("nobody", few(1, ["2> /dev/full", "2>&-"]))
def test_an_error_keeps_its_code_where_it_cannot_be_said(bash: Shell, nobody: str) -> None:
    assert bash(f"wfm staf {nobody}").returncode == 2


@pytest.mark.parametrize("words", few(1, ["staff --help", "--help", "--version"]))
def test_a_full_disk_under_the_answer_is_said_in_one_line(bash: Shell, words: str) -> None:
    done = bash(f"wfm {words} > /dev/full")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "no space left on device" in done.stderr


def test_a_full_disk_under_the_words_does_not_cost_the_result(
    forecast: None, bash: Shell, wfm: Command
) -> None:
    done = bash("wfm staff forecast.csv 2> /dev/full")
    assert (done.returncode, done.stdout) == (0, wfm("staff", "forecast.csv").out)


def test_a_limit_on_the_size_of_files_leaves_no_half_file(bash: Shell, tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(DAY)
    (tmp_path / "out.csv").write_text("last week's")
    done = bash(f"{SMALL_FILES}; wfm staff day.csv -q -o out.csv")
    assert (done.returncode, done.stderr) == (
        3,
        "wfm: out.csv: cannot write there: file too large\n",
    )
    assert (tmp_path / "out.csv").read_text() == "last week's"
    assert not list(tmp_path.glob(".out*"))


@pytest.mark.slow
def test_streams_that_are_closed_do_not_let_a_file_take_what_was_meant_for_them(
    forecast: None, bash: Shell, wfm: Command, tmp_path: Path
) -> None:
    usual = wfm("staff", "forecast.csv").out
    assert bash("wfm staff forecast.csv -o out.csv >&- 2>&- <&-").returncode == 0
    assert (tmp_path / "out.csv").read_text() == usual
    assert bash("wfm --help >&-").returncode in {0, 2}
    done = bash("wfm --version >&-")
    assert (done.returncode, done.stderr) == (2, "wfm: standard output is closed: give -o FILE\n")


def test_the_folder_of_the_command_may_be_gone(forecast: None, bash: Shell) -> None:
    done = bash('mkdir gone; cd gone; rmdir ../gone; wfm staff -q < "$OLDPWD/forecast.csv"')
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_where_the_folder_is_gone_no_file_is_found(bash: Shell) -> None:
    done = bash("mkdir gone; cd gone; rmdir ../gone; wfm staff forecast.csv -o out.csv")
    assert done.returncode in {2, 3}
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("staff /dev/zero", "/dev/zero: is a device that never ends"),
        ("staff forecast.csv --config big.toml", "big.toml: is larger than 256 kB"),
        pytest.param(
            "staff < /dev/zero", "standard input: is a device that never ends", marks=SLOW
        ),
        pytest.param(
            "staff forecast.csv --config /dev/full", "is a device that never ends", marks=SLOW
        ),
        pytest.param(
            "staff forecast.csv --config .", ".: is a directory: give the path of", marks=SLOW
        ),
        pytest.param(
            "staff loop", "loop: too many levels of symbolic links: give the p", marks=SLOW
        ),
    ],
)
def test_what_is_no_file_to_read(
    forecast: None, bash: Shell, tmp_path: Path, words: str, message: str
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "big.toml").write_text("#" * 300_000)
    done = bash(f"ulimit -v 4000000; wfm {words}")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr


@pytest.mark.parametrize("unbuffered", few(1, ["PYTHONUNBUFFERED=1 ", ""]))
def test_a_limit_of_file_sizes_cuts_nothing_in_silence(
    bash: Shell, tmp_path: Path, unbuffered: str
) -> None:
    """An unbuffered stream takes the part for which there is room, and tells no fault."""
    (tmp_path / "day.csv").write_text(DAY)
    done = bash(f"{SMALL_FILES}; {unbuffered}wfm staff day.csv -q > out.csv")
    assert done.returncode == 3, done
    assert done.stderr == "wfm: standard output: cannot write there: file too large\n"


def test_a_width_that_no_screen_has_is_taken_for_a_wide_one(forecast: None, bash: Shell) -> None:
    done = bash("COLUMNS=99999999999 wfm --help")
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 1000
