"""How shifts look in grids: a letter and a colour each, in the order of the day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from wfm.quoting import escaped
from wfm.units import hhmm
from wfm.work.marks import marks_of

# Colours that stay apart for colour-blind readers, on light and dark terminals.
_STYLES = ("yellow", "green", "cyan", "blue", "magenta", "red")
# The day of a centre begins when its night ends, about [min after midnight].
_MORNING = 4 * 60


@dataclass(frozen=True)
class Look:
    """How a shift is shown.

    Parameters
    ----------
    name
        Its name, harmless on a terminal.
    mark
        A letter that no other shift has.
    style
        Its colour.
    start
        The start that most of its duties have [min after midnight]; None where no time is known.
    """

    name: str
    mark: str
    style: str
    start: int | None

    @property
    def fill(self) -> str:
        """The style of a cell that is filled with the colour."""
        return f"black on {self.style}"


def looks_of(duties: Iterable[tuple[str, int | None]]) -> dict[str, Look]:
    """Give each shift its look, from the morning's to the night's.

    Parameters
    ----------
    duties
        The shift of each duty, and its start [min after midnight].
    """
    starts: dict[str, Counter[int | None]] = {}
    for shift, start in duties:
        starts.setdefault(shift, Counter())[start] += 1
    usual = {shift: counted.most_common(1)[0][0] for shift, counted in starts.items()}

    def place(shift: str) -> tuple[int, str]:
        start = usual[shift]
        return (1440 if start is None else (start - _MORNING) % 1440), shift

    names = sorted(usual, key=place)
    marks = marks_of(names)
    return {
        name: Look(escaped(name), marks[name], _STYLES[i % len(_STYLES)], usual[name])
        for i, name in enumerate(names)
    }


@dataclass(frozen=True)
class Legend:
    """What the letters and colours of shifts mean, as many on a line as there is room for.

    Parameters
    ----------
    looks
        The shifts.
    further
        What other signs mean, a few words each.
    """

    looks: Sequence[Look]
    further: Sequence[str] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it; what belongs together stays on a line."""
        yield from self.lines(options.max_width)

    def lines(self, width: int) -> Iterator[Text]:
        """Yield its lines, none wider than that where no entry is."""
        line = Text()
        for entry in (*map(_entry, self.looks), *(Text(w, style="dim") for w in self.further)):
            if line and line.cell_len + 2 + entry.cell_len > width:
                yield line
                line = Text()
            line = Text.assemble(line, "  ", entry) if line else entry
        yield line


def _entry(look: Look) -> Text:
    start = "" if look.start is None else f" {hhmm(look.start)}"
    return Text.assemble((f" {look.mark} ", look.fill), f" {look.name}{start}")
