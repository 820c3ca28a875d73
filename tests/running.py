"""Commands that tests run: what the fixtures of conftest.py hand out."""

import subprocess
from typing import Protocol


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
