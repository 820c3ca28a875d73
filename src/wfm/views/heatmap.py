"""A week as a heat map: a row for each weekday, a sign for each interval, colour on top."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from wfm.views.inspection import hours_below
from wfm.views.weeks import WEEKDAYS

_NOTHING = "·"
_BAD, _POOR, _GOOD, _MUCH = "white on red", "black on yellow", "black on green", "black on cyan"
_NEAR = 0.1

Sign = Callable[[float], tuple[str, str]]


@dataclass(frozen=True, eq=False)
class HeatMap:
    """A week, cell by cell.

    Parameters
    ----------
    cells
        Values by weekday and interval, NaN where there is none, shape ``(7, columns)``.
    sign
        Makes the sign of a value and its style; the sign alone says it where there are no colours.
    worst
        Which of two values stands for both where several intervals share a sign.
    words
        What the signs mean; "" where another map beside it says so.
    """

    cells: NDArray[np.float64]
    sign: Sign
    worst: np.ufunc
    words: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it; on a narrow terminal several intervals share a sign."""
        room = max(6, options.max_width - len(WEEKDAYS[0]) - 1)
        columns = self.cells.shape[1]
        together = next(
            n for n in range(1, columns + 1) if columns % n == 0 and columns / n <= room
        )
        shown = self.worst.reduce(self.cells.reshape(7, -1, together), axis=2)
        for day, row in zip(WEEKDAYS, shown, strict=True):
            line = Text(f"{day} ", style="bold")
            for value in row:
                sign, style = (_NOTHING, "dim") if np.isnan(value) else self.sign(float(value))
                line.append(sign, style=f"not bold {style}")
            yield line
        yield Text(" " * 4 + hours_below(shown.shape[1]), style="dim")
        if self.words:
            shared = f"; the worst of {together} intervals each" if together > 1 else ""
            yield Text(self.words + shared, style="dim")


def level_sign(target: float | None) -> Sign:
    """Return what shows a service level in tenths, coloured by the target."""

    def sign(level: float) -> tuple[str, str]:
        digit = str(min(9, int(level * 10 + 1e-9)))
        if target is None:
            return digit, ""
        if level < target - _NEAR:
            return digit, _BAD
        return digit, _POOR if level < target - 1e-9 else _GOOD

    return sign


def agents_sign(difference: float) -> tuple[str, str]:
    """Show agents above or below the requirement."""
    if difference <= -1.5:
        return "!", _BAD
    if difference <= -0.05:
        return "-", _POOR
    if difference < 0.5:
        return _NOTHING, "dim"
    whole = round(difference)
    return (str(whole), _GOOD if whole <= 2 else _MUCH) if whole < 10 else ("+", _MUCH)
