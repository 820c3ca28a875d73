"""Which column of a table is what: by the words of its name, then by what is in it, or asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from wfm.ingestion.asking import Question
from wfm.ingestion.content import LooseNumbers, are_equal
from wfm.ingestion.header import NoTable, Rows
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.queue_columns import queue_places
from wfm.ingestion.systems import Role, Statistic
from wfm.ingestion.time_columns import TimeColumns, is_length, time_columns
from wfm.ingestion.words import Meaning, meanings
from wfm.quoting import quoted

# Share of rows that must agree where the content confirms what the words say.
_MOST_ROWS = 0.95
_PARTS: tuple[Role, ...] = ("talk", "hold", "wrap", "ring")


@dataclass(frozen=True)
class Part:
    """A column of handling times.

    Parameters
    ----------
    place
        Its place in the table.
    statistic
        Whether its times are of a call or of all calls of the interval; None: not said.
    """

    place: int
    statistic: Statistic | None


@dataclass(frozen=True)
class Columns:
    """The columns that a history is made of, by their places in the table.

    Parameters
    ----------
    times
        Columns of the intervals' days and times.
    length, zone
        Columns of the intervals' lengths, and of the zone of their times.
    queues
        Columns that name the queue.
    calls
        Columns whose sum are the calls offered.
    answered, lost
        Columns of calls answered and lost.
    handling
        Columns whose sum is the handling time.
    only_answered
        Whether `calls` are calls answered, because there are no others.
    """

    times: TimeColumns
    length: int | None
    zone: int | None
    queues: tuple[int, ...]
    calls: tuple[int, ...]
    answered: int | None
    lost: int | None
    handling: tuple[Part, ...]
    only_answered: bool = False


def assign(rows: Rows, options: ReadOptions) -> Columns:
    """Say which column is what.

    Raises
    ------
    NoTable
        If there is no time or there are no calls.
    Question
        If two columns may be the same thing.
    InputError
        If an option names a column that there is not.
    """
    said = meanings(rows.names)
    times = time_columns(rows, said, options)
    roles = _Roles(rows, said, set(times.places))
    answered = roles.one("answered", "--answered-column", options.answered_column)
    lost = roles.one("lost", "--abandoned-column", options.abandoned_column)
    calls = roles.calls(options.calls_column, answered, lost)
    only_answered = calls is None and lost is None
    if calls is None:
        if answered is None:
            raise NoTable(
                f"{rows.sheet.place}: no column is known to hold calls: it has "
                f"{', '.join(quoted(name) for name in rows.names[:12] if name)}: give "
                "--calls-column NAME"
            )
        places = (answered,) if lost is None else (answered, lost)
    else:
        places = (calls,)
    return Columns(
        times=times,
        length=roles.length(),
        zone=roles.first("zone"),
        queues=queue_places(rows, said, {*times.places}, roles.numbers, options.queue_column),
        calls=places,
        answered=answered,
        lost=lost,
        handling=roles.handling(options.aht_column),
        only_answered=only_answered,
    )


class _Roles:
    """The columns of a table by their roles."""

    def __init__(self, rows: Rows, said: Sequence[Meaning], taken: set[int]) -> None:
        self._rows = rows
        self._said = said
        self._taken = taken
        self.numbers = LooseNumbers(rows)

    def _of(self, role: Role) -> list[int]:
        return [i for i, m in enumerate(self._said) if m.role == role and i not in self._taken]

    def first(self, role: Role) -> int | None:
        return next(iter(self._of(role)), None)

    def length(self) -> int | None:
        """Return the column of the intervals' lengths."""
        found = self._of("length")
        found += [i for i in self._of("start") if is_length(self._rows.column(i))]
        return found[0] if found else None

    def one(self, role: Role, option: str, named: str | None) -> int | None:
        """Return the column of a role that has one column at most."""
        if named is not None:
            return self._rows.place_of(named, option)
        found = self._plainest(self._of(role))
        if len(found) > 1:
            self._ask(option, found, f"{len(found)} columns may be {_SHOWN[role]}")
        return found[0] if found else None

    def _plainest(self, places: list[int]) -> list[int]:
        """Leave out columns that say the same, and doubtful ones beside plain ones."""
        certain = [i for i in places if self._said[i].certain] or places
        own = [i for i in certain if self._said[i].system] or certain
        kept: list[int] = []
        for i in own:
            if not any(are_equal(self._rows.column(i), self._rows.column(k)) for k in kept):
                kept.append(i)
        return kept

    def calls(self, named: str | None, answered: int | None, lost: int | None) -> int | None:
        """Return the column of calls offered; None where there is none."""
        if named is not None:
            return self._rows.place_of(named, "--calls-column")
        found = self._plainest(self._of("calls"))
        if not found and answered is not None:
            self._ask_beside(answered, lost)
            return None
        if not found:
            return self._by_content()
        if len(found) > 1:
            best = min(self._said[i].rank for i in found)
            first = [i for i in found if self._said[i].rank == best]
            others = [i for i in found if i not in first]
            if len(first) != 1 or not self._are_confirmed(first[0], others, answered, lost):
                self._ask("--calls-column", found, f"{len(found)} columns may be the calls")
            found = first
        if answered is not None and self.numbers.below(found[0], answered) > 0.2:
            self._ask(
                "--calls-column", [found[0], answered],
                f"{quoted(self._rows.names[found[0]])} holds fewer calls than "
                f"{quoted(self._rows.names[answered])}",
            )  # fmt: skip
        return found[0]

    def _are_confirmed(
        self, place: int, others: list[int], answered: int | None, lost: int | None
    ) -> bool:
        """Whether offered = answered + lost holds of the plainest column, and of no other."""
        if answered is None or lost is None:
            return False
        return self.numbers.sums(place, (answered, lost)) >= _MOST_ROWS and all(
            self.numbers.sums(other, (answered, lost)) < _MOST_ROWS for other in others
        )

    def _ask_beside(self, answered: int, lost: int | None) -> None:
        """Ask where a column of which no word is known may hold the calls offered."""
        unknown = [
            i
            for i, m in enumerate(self._said)
            if m.role is None and i not in self._taken and self.numbers.are_counts(i)
        ]
        likely = [
            i
            for i in unknown
            if lost is None
            and self.numbers.below(i, answered) == 0.0
            and self.numbers.below(answered, i) > 0.0
        ]
        if likely:
            self._ask(
                "--calls-column", [*likely, answered],
                f"{quoted(self._rows.names[answered])} are the calls answered, and another column "
                "may be those offered",
            )  # fmt: skip

    def _by_content(self) -> int | None:
        """Return the only column of whole numbers of which no word is known."""
        found = [
            i
            for i, m in enumerate(self._said)
            if m.role is None and i not in self._taken and self.numbers.are_counts(i)
        ]
        if len(found) > 1 and not self._of("lost"):
            self._ask("--calls-column", found, "no name says which column holds the calls")
        return found[0] if len(found) == 1 else None

    def handling(self, named: str | None) -> tuple[Part, ...]:
        if named is not None:
            place = self._rows.place_of(named, "--aht-column")
            return (Part(place, self._said[place].statistic),)
        whole = self._plainest(self._of("handling"))
        for statistic in ("average", None, "total"):
            found = [i for i in whole if self._said[i].statistic == statistic]
            if len(found) > 1:
                self._ask("--aht-column", found, f"{len(found)} columns may be the handling time")
            if found:
                return (Part(found[0], self._said[found[0]].statistic),)
        return self._parts()

    def _parts(self) -> tuple[Part, ...]:
        """Return the parts of the handling time, of each the average rather than the total."""
        found = []
        for role in _PARTS:
            for wanted in ("average", None, "total"):
                places = [i for i in self._of(role) if self._said[i].statistic == wanted]
                if places:
                    break
            places = self._plainest(places)
            if len(places) > 1:
                self._ask("--aht-column", places, f"{len(places)} columns may be {role} time")
            found += [Part(i, self._said[i].statistic) for i in places]
        talk = any(self._said[part.place].role == "talk" for part in found)
        return tuple(sorted(found, key=lambda part: part.place)) if talk else ()

    def _ask(self, option: str, places: Sequence[int], what: str) -> None:
        raise Question(
            self._rows.sheet.place,
            what,
            {f"{option} {self._rows.called(i)}": self.numbers.example(i) for i in places},
        )


_SHOWN: dict[Role, str] = {"answered": "the calls answered", "lost": "the calls lost"}
