"""What is imported when: help is fast, and the stages do not know each other."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "scipy", "pulp", "highspy", "holidays")


def modules_after(statement: str) -> set[str]:
    script = f"import sys\n{statement}\nprint('loaded', *sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


HELP = [["--help"], ["--version"], *([name, "--help"] for name in ("forecast", "staff", "roster"))]


def test_help_imports_nothing_heavy() -> None:
    statement = f"from wfm import cli\nfor words in {[*HELP, []]}: cli.main(words)"
    assert not modules_after(statement).intersection(HEAVY)


def test_a_refused_word_imports_nothing_heavy() -> None:
    assert not modules_after("from wfm import cli; cli.main(['staf'])").intersection(HEAVY)


def test_library_is_imported_without_its_stages() -> None:
    assert not modules_after("import wfm").intersection(HEAVY)


def test_staff_needs_no_solver_and_no_holidays() -> None:
    loaded = modules_after("from wfm import staff")
    assert not loaded.intersection({"pulp", "highspy", "holidays", "scipy.stats"})
    assert not loaded.intersection({"wfm.forecasting", "wfm.rostering"})


def test_layers_hold() -> None:
    lint = pytest.importorskip("importlinter.cli")
    assert lint.lint_imports() == 0
