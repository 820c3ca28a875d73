"""What several test modules share."""

import gc
import io
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.tiny_site import made
from running import Command, Ran, Refusal, Shell
from sparing import choose_examples
from wfm import cli

# A shell that runs the tests in the background has SIGINT ignored, and every child inherits that:
# what Ctrl-C does could not be tested.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    choose_examples(config)


def pytest_collection_finish() -> None:
    """Leave thousands of tests that were collected out of every search for garbage."""
    gc.collect()
    gc.freeze()


SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"
_ONLY_LINUX = ("/dev/full", "ulimit -v")
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"


@pytest.fixture
def shared_dir() -> Path:
    """Real calls, truth tables and public rosters, kept outside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the shared data beside the checkout is absent")
    return SHARED.resolve()


@pytest.fixture(autouse=True)
def fresh_logger() -> Iterator[None]:
    """Begin and end with the logger as it is imported: a command sends its words to stderr."""
    _as_imported()
    yield
    _as_imported()


def _as_imported() -> None:
    logger = logging.getLogger("wfm")
    logger.handlers, logger.propagate = [], True
    logger.setLevel(logging.NOTSET)
    # What configures logging in this process, as the linter of imports does, silences the others.
    for name in list(logging.root.manager.loggerDict):
        if name == "wfm" or name.startswith("wfm."):
            logging.getLogger(name).disabled = False


@pytest.fixture
def wfm(
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
) -> Command:
    """Run a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: object, stdin: bytes | str = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = cli.main([str(word) for word in words])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture
def refused(wfm: Command, tmp_path: Path) -> Refusal:
    """Run a command that has to fail: one line, nothing written, neither here nor there."""

    def run(*words: object, stdin: bytes | str = b"", code: int = 3) -> str:
        before = sorted(tmp_path.rglob("*"))
        ran = wfm(words[0], "-q", *words[1:], stdin=stdin)
        assert ran.out == ""
        assert ran.code == code, ran.err
        assert len(ran.lines) == 1, ran.err
        assert ran.lines[0].startswith("wfm: ")
        assert sorted(tmp_path.rglob("*")) == before
        return ran.lines[0].removeprefix("wfm: ")

    return run


@pytest.fixture
def bash(tmp_path: Path) -> Shell:
    """Run words of the shell in an empty folder, where `wfm` is this very package."""
    if os.name != "posix":
        pytest.skip("tests of a shell need one of POSIX")
    launcher = tmp_path / ".bin" / "wfm"
    launcher.parent.mkdir()
    launcher.write_text(f"#!{sys.executable}\nfrom wfm.__main__ import main\n\nmain()\n")
    launcher.chmod(0o755)
    path = f"{launcher.parent}{os.pathsep}{os.environ['PATH']}"

    def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        if sys.platform != "linux" and any(words in script for words in _ONLY_LINUX):
            pytest.skip("only Linux has " + " or ".join(_ONLY_LINUX))
        return subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Three months of the sample, two afternoons of zeros in it."""
    path = tmp_path / "calls.csv"
    rows = (SAMPLE / "calls.csv").read_text().splitlines(keepends=True)
    rows = [rows[0], *rows[-48 * 92 :]]
    for days in (3, 34):
        silent = slice(-48 * days - 20, -48 * days - 10)
        rows[silent] = [f"{row.split(',')[0]},0,\n" for row in rows[silent]]
    path.write_text("".join(rows))
    return path


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk and its plan, made once."""
    folder = made(tmp_path_factory.mktemp("desk"))
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        assert cli.main(["plan", "calls.csv", "--agents", "agents.csv", "-q"]) == 0
    return folder


@pytest.fixture
def desk(planned: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change: the folder in which commands run."""
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    return tmp_path
