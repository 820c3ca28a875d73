"""A text measured before it is cut into cells: the width of every row, and where it begins."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.ingestion.containers.limits import MOST_IN_A_ROW

_FEED, _BLANK = 0x0A, 0x20
# Bytes looked at together.
_CHUNK = 1 << 23

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Scan:
    """The rows of a text.

    Parameters
    ----------
    widths
        Cells of each row.
    lines
        The line on which each row begins, from 1.
    longest
        Bytes of the longest row or, where that is long, of the longest cell. Where a row has no
        end for far too long, the rest is not looked at.
    sound
        Whether quotes stand around cells only; else neither widths nor lines are right.
    """

    widths: Places
    lines: Places
    longest: int
    sound: bool


def scan(text: bytes, delimiter: str, quote: str, *, padded: bool) -> Scan:
    """Measure a text with lines that end in a line feed.

    Parameters
    ----------
    text
        UTF-8; the last line may lack its end.
    delimiter, quote
        One character of ASCII each; ``""`` for a delimiter where a line is a cell.
    padded
        Whether a blank may stand between a delimiter and a quote.
    """
    data = np.frombuffer(text, dtype=np.uint8)
    signs = _Signs(ord(delimiter) if delimiter else None, ord(quote), padded)
    widths, lines, longest = [], [], 0
    begin, size, before = 0, _CHUNK, 0
    while begin < len(data):
        part = data[begin : begin + size]
        whole = begin + size >= len(data)
        rows = _Rows.of(part, signs, whole)
        if rows is None:
            return Scan(np.zeros(0, np.int64), np.zeros(0, np.int64), longest, sound=False)
        if not len(rows.ends):  # one row is longer than what was looked at
            size *= 2
            if size > MOST_IN_A_ROW:
                return Scan(np.zeros(0, np.int64), np.zeros(0, np.int64), size, sound=True)
            continue
        widths.append(rows.widths())
        lines.append(rows.lines() + before)
        longest = max(longest, rows.longest())
        before += len(rows.feeds)
        begin, size = begin + int(rows.ends[-1]) + 1, _CHUNK
    if not widths:
        return Scan(np.zeros(0, np.int64), np.zeros(0, np.int64), 0, sound=True)
    return Scan(np.concatenate(widths), np.concatenate(lines), longest, sound=True)


@dataclass(frozen=True)
class _Signs:
    mark: int | None
    quote: int
    padded: bool


@dataclass(frozen=True)
class _Rows:
    """The rows that end in a part of a text: where, its delimiters, and all its line feeds."""

    ends: Places
    marks: Places
    feeds: Places

    @classmethod
    def of(cls, part: NDArray[np.uint8], signs: _Signs, whole: bool) -> "_Rows | None":
        """Find the rows of a part that begins with one; None where quotes are odd."""
        is_quote = part == signs.quote
        # Behind an odd number of quotes, a text is within them.
        outside = ~np.bitwise_xor.accumulate(is_quote) if is_quote.any() else None
        feeds = np.flatnonzero(part == _FEED)
        ends = feeds if outside is None else feeds[outside[feeds]]
        if whole and (not len(ends) or ends[-1] < len(part) - 1):
            ends = np.append(ends, len(part))
        if not len(ends):
            return cls(ends, ends, feeds)
        last = int(ends[-1])
        if outside is not None and not _are_sound(part, np.flatnonzero(is_quote[:last]), signs):
            return None
        is_mark = part[:last] == signs.mark if signs.mark is not None else np.zeros(last, np.bool_)
        if outside is not None:
            is_mark &= outside[:last]
        return cls(ends, np.flatnonzero(is_mark), feeds[feeds <= last])

    def widths(self) -> Places:
        rows = len(self.ends)
        if rows and len(self.marks) % rows == 0:  # all alike, as a rule
            marks = self.marks.reshape(rows, -1)
            each = marks.shape[1]
            if not each or (
                (marks[:, -1] < self.ends).all() and (marks[1:, 0] > self.ends[:-1]).all()
            ):
                return np.full(rows, each + 1, dtype=np.int64)
        found: Places = np.diff(np.searchsorted(self.marks, self.ends), prepend=0) + 1
        return found

    def lines(self) -> Places:
        unended = not len(self.feeds) or self.ends[-1] > self.feeds[-1]
        if len(self.feeds) + unended == len(self.ends):
            return np.arange(1, len(self.ends) + 1, dtype=np.int64)
        found: Places = np.ones(len(self.ends), np.int64)
        found[1:] = np.searchsorted(self.feeds, self.ends[:-1], side="right") + 1
        return found

    def longest(self) -> int:
        rows = int(np.diff(self.ends, prepend=-1).max()) - 1
        if rows < 1 << 16:
            return rows
        places = np.sort(np.concatenate([self.ends, self.marks]))
        return int(np.diff(places, prepend=-1).max()) - 1


def _are_sound(part: NDArray[np.uint8], quotes: Places, signs: _Signs) -> bool:
    """Whether every quote opens before a cell, closes behind one, or is doubled within one."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = part[opening[opening > 0] - 1]
    sound = _is_edge(before, signs)
    if signs.padded:
        blank = before == _BLANK
        sound[blank] = _is_edge(part[np.maximum(opening[opening > 0][blank] - 2, 0)], signs)
    behind = part[closing[closing < len(part) - 1] + 1]
    return bool(sound.all() and _is_edge(behind, signs).all())


def _is_edge(signs_there: NDArray[np.uint8], signs: _Signs) -> NDArray[np.bool_]:
    edge: NDArray[np.bool_] = (signs_there == _FEED) | (signs_there == signs.quote)
    if signs.mark is not None:
        edge |= signs_there == signs.mark
    return edge
