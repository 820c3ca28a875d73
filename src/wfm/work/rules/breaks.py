"""What statutes ask of the meals and breaks of a shift.

These are checks of the shift catalogue: a meal's window is the same on every day, so a shift
either lacks a break or does not. A meal that may start anywhere in its window is judged by its
worst start.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, cast

from wfm.errors import InputError
from wfm.quoting import shown
from wfm.units import duration
from wfm.values import read_count, read_minutes, read_table
from wfm.weekdays import DAY
from wfm.work.rules.night import Night, read_night
from wfm.work.shifts import Pause, Shift

Kind = Literal["meal", "break", "any"]


class Check(Protocol):
    """What a check of a shift offers."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def citation(self) -> str:
        """The article that asks for it."""

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Say what is wrong with a shift."""


def _counted(shift: Shift, kind: Kind, piece: int, inside: bool = False) -> list[Pause]:
    """Return the pauses of a shift that are long enough and of the kind, in order."""
    return [
        pause
        for pause in shift.pauses
        if pause.minutes >= piece
        and (kind == "any" or pause.paid == (kind == "break"))
        and (not inside or (pause.earliest > 0 and pause.latest + pause.minutes < shift.presence))
    ]


_WORDS = {"meal": "unpaid break", "break": "paid break", "any": "break"}


@dataclass(frozen=True)
class PauseAfter:
    """Breaks that a duty of so much work has to have.

    Parameters
    ----------
    work
        Paid time from which on it is asked for [min].
    above
        Whether only longer duties are bound, not those of just that time.
    minutes
        Least length of all pieces together [min].
    piece
        Least length of a piece that counts [min].
    count
        Least number of pieces.
    kind
        Whether unpaid meals count, paid breaks, or both.
    start_by
        Latest start of the piece with number `count`, from the duty's start [min].
    inside
        Whether pieces at the very start or end of a duty do not count.
    night
        Where given, only shifts with so much night work are bound.
    """

    work: int
    above: bool
    minutes: int
    piece: int
    count: int = 1
    kind: Kind = "any"
    start_by: int | None = None
    inside: bool = False
    night: Night | None = None
    citation: str = ""
    name: str = "break"

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Say which break is missing, too short or too late."""
        if shift.paid < self.work or (self.above and shift.paid == self.work):
            return
        if self.night is not None and not self.night.touches(shift):
            return
        pieces = _counted(shift, self.kind, self.piece, self.inside)
        total = sum(pause.minutes for pause in pieces)
        if total < self.minutes or len(pieces) < self.count:
            where = ", away from its start and end" if self.inside else ""
            yield (
                f"{duration(shift.paid)} of work need {self._wanted()}{where}; "
                f"the breaks that count come to {total} minutes"
            )
        elif self.start_by is not None:
            latest = sorted(pause.latest for pause in pieces)[self.count - 1]
            if latest > self.start_by:
                yield (
                    f"{_WORDS[self.kind]} {self.count} may start as late as {duration(latest)} "
                    f"into the duty; set its to_hours to {duration(self.start_by, '')} or less"
                )

    def _wanted(self) -> str:
        what = _WORDS[self.kind]
        if self.count > 1:
            return f"{self.count} {what}s of {self.minutes // self.count} minutes"
        if self.piece < self.minutes:
            return f"{self.minutes} minutes of {what}s in pieces of at least {self.piece}"
        return f"{'an' if self.kind == 'meal' else 'a'} {what} of {self.minutes} minutes"


@dataclass(frozen=True)
class Stretch:
    """Longest work without a break, whenever in their windows breaks are taken."""

    minutes: int
    piece: int
    kind: Kind = "any"
    citation: str = ""
    name: str = "stretch"

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Measure from each break's earliest end to the next one's latest start."""
        pieces = _counted(shift, self.kind, self.piece)
        ends = [0, *(pause.earliest + pause.minutes for pause in pieces)]
        starts = [*(pause.latest for pause in pieces), shift.presence]
        longest = max(start - end for end, start in zip(ends, starts, strict=True))
        if longest > self.minutes:
            yield (
                f"up to {duration(longest)} without a break of {self.piece} minutes, "
                f"at most {duration(self.minutes)}: add one or narrow its window"
            )


@dataclass(frozen=True)
class UnpaidLength:
    """Length of each unpaid meal: a shorter one is paid working time, a longer one splits it."""

    least: int
    most: int
    citation: str = ""
    name: str = "meal_length"

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Measure each unpaid meal."""
        for pause in _counted(shift, "meal", 0):
            if not self.least <= pause.minutes <= self.most:
                allowed = f"{self.least} minutes or more"
                if self.most < DAY:
                    allowed = f"{self.least} to {self.most} minutes"
                yield f"an unpaid meal of {pause.minutes} minutes, allowed {allowed}"


# --- reading a check from data -------------------------------------------------------------


def _kind(table: Mapping[str, Any], where: str) -> Kind:
    kind = table.get("kind", "any")
    if kind not in _WORDS:
        raise InputError(f"{where}.kind: {shown(kind)} is not one of {', '.join(_WORDS)}")
    return cast(Kind, kind)


def _pause_after(value: Any, where: str) -> PauseAfter:
    optional = ("over_hours", "from_hours", "piece", "count", "kind", "start_by_hours", "inside")
    table = read_table(value, where, ("minutes",), (*optional, "night"))
    above = "over_hours" in table
    if above == ("from_hours" in table):
        raise InputError(f"{where}: write either over_hours or from_hours")
    key = "over_hours" if above else "from_hours"
    minutes = read_count(table["minutes"], f"{where}.minutes", 1, DAY)
    by = table.get("start_by_hours")
    return PauseAfter(
        work=read_minutes(table[key], f"{where}.{key}", 0, 24),
        above=above,
        minutes=minutes,
        piece=read_count(table.get("piece", minutes), f"{where}.piece", 1, DAY),
        count=read_count(table.get("count", 1), f"{where}.count", 1, 10),
        kind=_kind(table, where),
        start_by=None if by is None else read_minutes(by, f"{where}.start_by_hours", 0, 24),
        inside=bool(table.get("inside", False)),
        night=read_night(table.get("night"), f"{where}.night"),
    )


def _stretch(value: Any, where: str) -> Stretch:
    table = read_table(value, where, ("hours", "piece"), ("kind",))
    return Stretch(
        read_minutes(table["hours"], f"{where}.hours", 0, 24),
        read_count(table["piece"], f"{where}.piece", 1, DAY),
        _kind(table, where),
    )


def _unpaid_length(value: Any, where: str) -> UnpaidLength:
    table = read_table(value, where, ("least",), ("most",))
    return UnpaidLength(
        read_count(table["least"], f"{where}.least", 0, DAY),
        read_count(table.get("most", DAY), f"{where}.most", 1, DAY),
    )


CHECKS: Mapping[str, Callable[[Any, str], Check]] = {
    "break": _pause_after,
    "stretch": _stretch,
    "meal_length": _unpaid_length,
}
