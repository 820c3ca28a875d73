"""The docs are run: every console block, every python block, every option, column and key."""

import doctest
import io
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

import running
from wfm import cli
from wfm.options.option import options_of
from wfm.options.roster import RosterOptions
from wfm.work.configuration import activities, groups, roster, shifts

ROOT = Path(__file__).resolve().parents[1]
# The first of the PATH, which on Windows is not the one that the system would take.
BASH = shutil.which("bash") or "bash"
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.S | re.M)
SLOW = re.compile(
    r"wfm (plan|roster|backtest|check|compare|simulate|reforecast) (?!--help)"
    r"|wfm forecast .*--(jobs|explain) "
    r"|wfm .*\| wfm .*\| wfm "
    r"|wfm\.(plan|roster|backtest|advise|until_kept)\("
)
# A command of wfm in which a shell has nothing to do: it prints the same here, in less time.
ALONE = re.compile(r"wfm [^$|<>;&*?~`\\{}()]*")
UNWANTED = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM")
LINK = re.compile(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == language]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Split a console block into commands and what they print."""
    parts = re.split(r"^\$ ", block, flags=re.M)
    assert not parts[0].strip(), f"a console block begins with '$ ': {parts[0]!r}"
    for part in parts[1:]:
        words, _, shown = part.partition("\n")
        yield words, shown.strip("\n")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def pages_with(language: str) -> list[ParameterSet]:
    found = []
    for page in PAGES:
        text = "".join(blocks(page, language))
        if text:
            marks = [pytest.mark.slow] if SLOW.search(text) else []
            found.append(pytest.param(page, id=name_of(page), marks=marks))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with the sample, as a reader has it who cloned the repository."""
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    return tmp_path


@pytest.fixture
def environment() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {
        **env,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}",
        "LC_ALL": "C.UTF-8",
    }


Said = Callable[[str], str]


@pytest.fixture
def said_by_bash(folder: Path, environment: dict[str, str]) -> Said:
    """Run words of the shell; return what they print, on both streams."""

    def run(words: str) -> str:
        return subprocess.run(
            [BASH, "-c", words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        ).stdout

    return run


@pytest.fixture
def said_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run a command in this process; return what it prints, on both streams."""
    monkeypatch.chdir(folder)
    for name in UNWANTED:
        monkeypatch.delenv(name, raising=False)

    def run(words: str) -> str:
        printed = io.BytesIO()
        stream = io.TextIOWrapper(printed, "utf-8", write_through=True)
        with monkeypatch.context() as streams:
            streams.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
            streams.setattr("sys.stdout", stream)
            streams.setattr("sys.stderr", stream)
            cli.main(shlex.split(words)[1:])
        return printed.getvalue().decode()

    return run


@pytest.mark.parametrize("page", pages_with("console"))
def test_console_blocks_print_what_the_page_shows(
    page: Path, said_by_bash: Said, said_here: Said
) -> None:
    checker = doctest.OutputChecker()
    for block in blocks(page, "console"):
        for words, shown in commands(block):
            # What the README shows is run as a reader runs it.
            alone = ALONE.fullmatch(words) and name_of(page) != "README.md"
            printed = (said_here if alone else said_by_bash)(words).strip("\n")
            assert checker.check_output(shown, printed, doctest.ELLIPSIS), (
                f"{name_of(page)}: $ {words}\n--- shown\n{shown}\n--- printed\n{printed}"
            )


@pytest.mark.parametrize("page", pages_with("python"))
def test_python_blocks_run(page: Path, folder: Path, environment: dict[str, str]) -> None:
    script = "\n".join(blocks(page, "python"))
    subprocess.run(
        [sys.executable, "-W", "error", "-"],
        input=script,
        text=True,
        cwd=folder,
        env=environment,
        check=True,
    )


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).is_file(), target


def test_index_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = str(page.relative_to(ROOT / "docs"))
        assert name == "README.md" or f"({name})" in index, name


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_tables_made_from_the_program_are_up_to_date(page: Path) -> None:
    generate = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    text = page.read_text("utf-8")
    assert generate["filled"](text) == text, "run: python docs/generate.py"


def test_command_line_page_has_the_options_of_every_command() -> None:
    page = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
    for command in running.commands():
        if command in {"help", "demo"}:  # which have none
            continue
        assert f"<!-- options: {command} -->" in page, command


def test_configuration_page_has_every_key_of_the_roster() -> None:
    page = (ROOT / "docs/reference/configuration.md").read_text("utf-8")
    keys = {
        *roster.PLAN_KEYS,
        *(option.name for option in options_of(RosterOptions) if option.is_key),
        *groups.GROUP_KEYS,
        *shifts.SHIFT_KEYS,
        *shifts.PAUSE_KEYS,
        *activities.ACTIVITY_KEYS,
        *roster.rule_readers(),
    }
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", page)] == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "README.md"], ids=name_of)
def test_pages_of_the_manual_link_to_pages_of_the_manual(page: Path) -> None:
    # The site holds nothing else: `mkdocs build --strict` refuses other links.
    targets = [(page.parent / link).resolve() for link in LINK.findall(page.read_text("utf-8"))]
    assert all(target.is_relative_to(ROOT / "docs") for target in targets)
