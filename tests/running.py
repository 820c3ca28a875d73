"""Commands that tests run: what the fixtures of conftest.py hand out."""

import subprocess
from functools import cache
from typing import Any, Protocol

from typer.core import TyperGroup
from typer.main import get_command

from wfm import cli


@cache
def commands() -> dict[str, Any]:
    """Return the commands of the command line by their names, as typer keeps them."""
    group = get_command(cli.app)
    assert isinstance(group, TyperGroup)
    return dict(group.commands)


class Ran:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.lines = err.splitlines()


class Command(Protocol):
    """Run words in this process, with the input they may read."""

    def __call__(self, *words: object, stdin: bytes | str = b"") -> Ran: ...


class Refusal(Protocol):
    """Run words that have to fail with a code, and return the one line that is said."""

    def __call__(self, *words: object, stdin: bytes | str = b"", code: int = 3) -> str: ...


class Shell(Protocol):
    """Run a script of the shell, with variables of its environment."""

    def __call__(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]: ...
