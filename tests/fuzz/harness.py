"""Run a case in this process, and say what is wrong with its answer."""

import contextlib
import csv
import io
import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dated import Case

from wfm import cli
from wfm.quoting import escaped

CODES = {0, 2, 3, 4, 5}
LONGEST_LINE = 1000
LONGEST_SECONDS = 30
# What no result holds unless it came in.
STRANGE = (b"inf", b"nan", b"NaN", b"e+", b"\x1b", b"\r")


class Hangs(BaseException):
    """A case takes far too long."""


@contextlib.contextmanager
def _limited(seconds: int) -> Iterator[None]:
    def over(*_: Any) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def answer(case: Case, folder: Path) -> tuple[int, bytes, str]:
    """Run a case in a folder that has its files; return exit code, output and words."""
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(case.stdin))
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8")
    sys.stderr = io.TextIOWrapper(
        err, encoding="utf-8", errors="backslashreplace", line_buffering=True
    )
    here = Path.cwd()
    os.chdir(folder)
    try:
        with _limited(LONGEST_SECONDS), warnings.catch_warnings():
            warnings.simplefilter("always")
            code = cli.main(case.words)
    except Hangs:
        code = -1
    except BaseException:
        code = -2
        sys.stderr.write(traceback.format_exc())
    finally:
        os.chdir(here)
        with contextlib.suppress(ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        texts = out.getvalue(), err.getvalue().decode()
        sys.stdin, sys.stdout, sys.stderr = streams
    return code, *texts


def fault(case: Case, folder: Path) -> str:
    """Say what is wrong with the answer to a case; "" if nothing is."""
    for name, data in case.files.items():
        (folder / name).write_bytes(data)
    kept = _kept(case)
    before = _content(folder, kept)
    code, out, err = answer(case, folder)
    if code not in CODES:
        return f"exit {code}: {err[-1500:]}"
    judged = code == 4 and case.words[0] == "check" and not err
    if code == 0 or judged:
        faults = [f"speaks although quiet: {err[:300]}" if err else "", _unreadable(case, out)]
    else:
        # A page, or findings, go as far as is known before what is asked.
        partly = out and (
            "--keep-going" in case.words or (case.words[0] == "inspect" and code == 3)
        )
        written = "" if partly or _content(folder, kept) == before else "files are written"
        printed = f"data on standard output: {out[:100]!r}" if out and not partly else ""
        faults = [_no_line(err), written, printed]
    found = "; ".join(filter(None, faults))
    return f"exit {code}: {found}" if found else ""


def _no_line(err: str) -> str:
    """Say why words are not one line for a person."""
    lines = err.splitlines()
    if len(lines) != 1 or not err.endswith("\n"):
        return f"{len(lines)} lines: {err[:500]}"
    (line,) = lines
    if not line.startswith("wfm: ") or line != escaped(line):
        return f"no line for a person: {line[:300]!r}"
    return f"{len(line)} characters: {line[:300]}" if len(line) > LONGEST_LINE else ""


def _kept(case: Case) -> str:
    """Name the folder of a plan, which keeps what is done, whatever comes after; "" if none."""
    if case.words[0] != "plan":
        return ""
    return case.words[case.words.index("-o") + 1] if "-o" in case.words else "plan"


def _content(folder: Path, kept: str) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.relative_to(folder).parts[0] != kept
    }


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _unreadable(case: Case, out: bytes) -> str:
    """Say why a result is no table or no JSON; "" if it is one, or went to a file."""
    shape = "table" if case.words[0] in {"inspect", "show"} else "csv"
    if "--format" in case.words:
        shape = case.words[len(case.words) - case.words[::-1].index("--format")]
    text = out.decode()
    if case.words[0] == "report":
        return "" if text.startswith("<!doctype html>") or not out else "no page"
    if not out or shape.lower() in {"table", "auto"}:
        drawn = text.replace("\n", "")
        return "" if drawn == escaped(drawn) else f"acts on a terminal: {text[:300]!r}"
    try:
        if shape.lower() == "json":
            rows = json.loads(text, parse_constant=_no_number)
            shown = dict if case.words[0] in {"inspect", "evaluate", "simulate"} else list
            return "" if isinstance(rows, shown) else "no list of rows, or findings"
        widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
    except (ValueError, csv.Error) as error:
        return f"unreadable: {error}: {out[:200]!r}"
    given = b"".join(
        (case.stdin, *case.files.values(), " ".join(case.words).encode("utf-8", "replace"))
    )
    strange = [word for word in STRANGE if word in out and word not in given]
    return (
        f"{strange} or rows of {widths} fields: {out[:200]!r}" if strange or len(widths) > 1 else ""
    )
