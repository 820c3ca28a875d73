"""What stands between the cells of a text, and around them: decided by the lines of a sample.

For each delimiter, the share of lines that have the commonest number of cells, times the share of
cells that are of the kind of their column; quotes are respected. A cell in which another delimiter
is left is of no kind.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from wfm.errors import OptionError
from wfm.ingestion.asking import Question
from wfm.quoting import quoted

NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", " ": "space", "": "none"}
# Bytes of a sample's parts: the beginning, the middle and the end of the file.
_HEAD, _PART = 1 << 16, 1 << 15
# The second best, in parts of the best, from which it is asked.
_AS_GOOD = 0.9
# Below this, nothing parts the lines.
_LEAST = 0.4
# A table of columns by blanks has so many lines, all of one width.
_LEAST_LINES = 3
# Of the delimiters, the share that a blank follows where the file is written so.
_PADDED = 0.95
_WRAPPED = r"(?:^|[,;\t|] ?){0}(?:[^{0}\n]|{0}{0}|\\{0})*{0}(?=[,;\t|]|$)"
_ESCAPED = re.compile(r"\\\"(?![,;\t|\n]|$)")
_NUMBER = re.compile(r"[-+(]?[\d.,'’\u00a0\u202f ]*\d[)%]?|[-–]+")
_TIME = re.compile(
    r"\d{1,4}(?:[-/.:年月日时時分, \u00a0]+(?:[A-Za-z]{3,9}[- .,/]+)?\d{1,4}[年月日时時分Z]?"
    r"|T\d\d?)+"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?(?:\s?[-–+]\s?\d{1,2}:?\d{2})?"
)
_LONGEST_VALUE = 60
_LEFT_OVER = re.compile(r"[;|\t]|,(?=\S)")
_RUNS = re.compile(r"(?<=\S)(?: {2,}|\t)(?=\S)")


@dataclass(frozen=True)
class Dialect:
    """How a text is cut into cells.

    Parameters
    ----------
    delimiter
        What stands between cells; ``""`` where a line is one cell.
    quote
        What stands around cells that hold a delimiter.
    backslash
        Whether a backslash stands before a quote within quotes.
    padded
        Whether blanks follow a delimiter.
    runs
        Whether cells are parted by two blanks or more.
    """

    delimiter: str
    quote: str = '"'
    backslash: bool = False
    padded: bool = False
    runs: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What is unusual about it, in a few words each."""
        name = NAMES.get(self.delimiter, f"'{self.delimiter}'")
        usual = self.delimiter in {",", ""}
        return () if usual else (f"{name}s" if not name.startswith("'") else name,)


def told(delimiter: str) -> str:
    r"""Return the delimiter that somebody named or typed: ``;``, ``semicolon``, ``\t``.

    Raises
    ------
    OptionError
        If it is no single character.
    """
    names = {name: character for character, name in NAMES.items()} | {"\\t": "\t"}
    character = names.get(delimiter.strip().lower(), delimiter)
    if len(character) > 1 or character in {'"', "'", "\n", "\r", "\0"} or not character.isascii():
        raise OptionError(
            "delimiter",
            f"{quoted(delimiter)} is none: give one character, or comma, semicolon, tab, pipe",
        )
    return character


def find(text: bytes, source: str, delimiter: str | None) -> Dialect:
    """Find the dialect of a text.

    Parameters
    ----------
    text
        UTF-8, with lines that end in a line feed.
    source
        Name of the file, for messages.
    delimiter
        The delimiter, where somebody said so.

    Raises
    ------
    Question
        If two delimiters fit nearly as well and give other tables.
    """
    sample = _sample(text)
    double, single = (
        re.search(_WRAPPED.format(quote), sample, re.MULTILINE) for quote in ('"', "'")
    )
    quote = "'" if single and not double else '"'
    backslash = quote == '"' and bool(double) and _ESCAPED.search(sample) is not None

    def view(mark: str) -> _View:
        return _View.of(sample, Dialect(mark, quote, backslash, _is_padded(sample, mark)))

    if delimiter is not None:
        return view(delimiter).dialect
    best = _best([view(mark) for mark in (",", ";", "\t", "|")], view(""), source)
    if best.dialect.delimiter == "":
        best = _by_blanks(sample, quote) or best
    return best.dialect


def _sample(text: bytes) -> str:
    """Take whole lines from the beginning, the middle and the end."""
    if len(text) <= _HEAD + 2 * _PART:
        return text.decode()
    head = text[: max(text.rfind(b"\n", 0, _HEAD), 0) or _HEAD]
    middle = text[len(text) // 2 :][:_PART]
    parts = [head, *(part[part.find(b"\n") + 1 :] for part in (middle, text[-_PART:]))]
    parts[1] = parts[1][: parts[1].rfind(b"\n")] if b"\n" in parts[1] else b""
    return b"\n".join(parts).decode("utf-8", "ignore")


@dataclass(frozen=True)
class _View:
    """The sample as a dialect reads it, and how well that looks."""

    dialect: Dialect
    rows: tuple[tuple[str, ...], ...]
    width: int
    score: float

    @classmethod
    def of(cls, sample: str, dialect: Dialect) -> "_View":
        rows = [row for row in _rows(sample, dialect) if any(cell.strip() for cell in row)]
        if not rows:
            return cls(dialect, (), 0, 0.0)
        counts = Counter(map(len, rows))
        width = max(counts, key=lambda width: (counts[width], width))
        usual = [row for row in rows if len(row) == width]
        parted = dialect.delimiter == "" or width > 1
        score = len(usual) / len(rows) * _alike(usual) if parted else 0.0
        return cls(dialect, tuple(map(tuple, rows)), width, score)


def _rows(sample: str, dialect: Dialect) -> list[list[str]]:
    if not dialect.delimiter:
        return [[line] for line in sample.split("\n")]
    lines = csv.reader(
        io.StringIO(sample, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar="\\" if dialect.backslash else None,
        skipinitialspace=dialect.padded,
    )
    found: list[list[str]] = []
    with suppress(csv.Error):  # a cell that is too long: the lines before it tell
        found.extend(lines)
    return found


def _is_padded(sample: str, delimiter: str) -> bool:
    """Whether a blank follows the delimiter nearly everywhere."""
    if delimiter in {"", " "}:
        return False
    bare = re.sub(r"\"[^\"]*\"|'[^'\n]*'", "", sample)
    behind = Counter(re.findall(re.escape(delimiter) + "(.)", bare))
    blanks, more = behind.pop(" ", 0), behind.pop(delimiter, 0)
    return blanks > more and behind.total() <= (1 - _PADDED) * blanks


def _alike(rows: Sequence[Sequence[str]]) -> float:
    """Return the share of cells that are of the commonest kind of their column."""
    names, *data = rows
    whole = sum(_kind(cell) != "odd" for cell in names) / len(names)
    shares = []
    for column in zip(*(data or [names]), strict=True):
        kinds = Counter(_kind(cell) for cell in column)
        kinds.pop("blank", None)
        usual = max((n for kind, n in kinds.items() if kind != "odd"), default=0)
        shares.append(usual / kinds.total() if kinds else 1.0)
    return whole * sum(shares) / len(shares)


@lru_cache(maxsize=1 << 14)
def _kind(cell: str) -> str:
    cell = cell.strip()
    if not cell:
        return "blank"
    if len(cell) > _LONGEST_VALUE:
        return "odd" if _LEFT_OVER.search(cell) else "text"
    if _NUMBER.fullmatch(cell):
        return "number"
    if _TIME.fullmatch(cell):
        return "time"
    return "odd" if _LEFT_OVER.search(cell) else "text"


def _best(views: Sequence[_View], whole: _View, source: str) -> _View:
    """Choose the reading that looks best.

    Parameters
    ----------
    views
        With each of the delimiters.
    whole
        With none: it counts where nothing parts the lines, and where these may all be numbers.
    source
        Name of the file, for messages.

    Raises
    ------
    Question
        If another looks nearly as good.
    """
    best = max(views, key=lambda view: view.score)
    if best.score < _LEAST and best.score <= whole.score:
        return whole
    lines = [_kind(line) for (line,) in whole.rows[1:]]
    if lines and set(lines) == {"number"}:
        views = [*views, whole]
    rivals = [
        view
        for view in views
        if view is not best and view.score >= _AS_GOOD * best.score and view.rows != best.rows
    ]
    if rivals:
        shown = sorted([best, *rivals], key=lambda view: -view.score)[:3]
        raise Question(
            source,
            "what stands between its cells is not clear",
            {
                f"--delimiter {NAMES[view.dialect.delimiter]}": f"{view.width} columns"
                if view.width > 1
                else "one column"
                for view in shown
            },
        )
    return best


def _by_blanks(sample: str, quote: str) -> _View | None:
    """Read columns parted by blanks, where every line has as many and a column is of numbers."""
    lines = [line.strip() for line in sample.split("\n") if line.strip()]
    runs = "\n".join(_RUNS.sub("\t", line) for line in lines)
    for text, dialect in (
        (sample, Dialect(" ", quote)),
        (runs, Dialect("\t", quote, runs=True)),
    ):
        view = _View.of(text, dialect)
        widths = {len(row) for row in view.rows}
        if len(view.rows) >= _LEAST_LINES and len(widths) == 1 and view.width > 1:
            data = zip(*view.rows[1:], strict=True)
            if any(all(_kind(cell) in {"number", "time"} for cell in column) for column in data):
                return _View(dialect, view.rows, view.width, view.score)
    return None
