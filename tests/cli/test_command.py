"""Commands made of dataclasses of options."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
import typer

from wfm.cli import streams
from wfm.cli.command import command, declared_of
from wfm.cli.helping import Command
from wfm.config import Config
from wfm.errors import InputError, OptionError
from wfm.options.common import Common
from wfm.options.option import argument, option
from wfm.options.readers import Whole, path, switch

Run = Callable[..., None]


@dataclass(frozen=True, kw_only=True)
class Looking:
    """Options of a command."""

    SECTION: ClassVar = "forecast"

    file: Path | None = argument(reader=path, metavar="FILE", help="What to look at.")
    weeks: int = option(6, reader=Whole(1, 52), metavar="N", help="How far to look back.")
    level: float | str = option(0.8, metavar="SHARE", help="How sure to be.")
    explain: bool = option(False, reader=switch, help="Say why.")


SEEN: dict[str, Any] = {}


@command("forecast")
def look(looking: Looking, common: Common, config: Config) -> None:
    """Look at something."""
    if looking.level == "much":
        raise OptionError("level", "is too much")
    SEEN.update(looking=looking, common=common, config=config)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    app = typer.Typer()
    app.command(cls=Command)(look)

    def called(*words: str, config: str = "") -> None:
        (tmp_path / "wfm.toml").write_text(config)
        app(words, standalone_mode=False)

    return called


def test_a_function_is_called_with_what_is_written(run: Run) -> None:
    run("a.csv", "--weeks", "8", "--level", "90%", "--explain", "-o", "b.csv")
    assert SEEN["looking"] == Looking(file=Path("a.csv"), weeks=8, level="90%", explain=True)
    assert SEEN["common"].output == Path("b.csv")


def test_what_is_not_written_is_as_configured_or_as_declared(run: Run) -> None:
    run("--weeks", "8", config="[forecast]\nweeks = 7\nlevel = 0.5\nquiet = true\n")
    assert SEEN["looking"] == Looking(weeks=8, level="0.5")
    assert SEEN["common"].quiet
    assert SEEN["config"].source == "wfm.toml"


@pytest.mark.parametrize(
    ("words", "config", "kind", "message"),
    [
        (["--weeks", "0"], "", streams.UsageError, "--weeks: 0 is not a whole number"),
        (["--level", "much"], "", streams.UsageError, "--level: is too much"),
        ([], "[forecast]\nweeks = 0", InputError, "wfm.toml: forecast.weeks: 0 is not a whole"),
        ([], "[forecast]\nlevel = 'much'", InputError, "wfm.toml: forecast.level: is too much"),
        ([], "[forecast]\nlook = 1", InputError, "wfm.toml: forecast.look: unknown key"),
    ],
)
def test_a_refused_value_is_named_where_it_is_written(
    run: Run, words: list[str], config: str, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind) as refused:
        run(*words, config=config)
    assert str(refused.value).startswith(message)


def test_a_command_knows_what_it_is_made_of() -> None:
    assert declared_of(look) == (Looking, Common)
