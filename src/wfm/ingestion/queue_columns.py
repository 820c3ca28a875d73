"""Which columns name the queue of a row: one, or several whose pairs are queues; or asked."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wfm.ingestion.asking import Question
from wfm.ingestion.content import LooseNumbers
from wfm.ingestion.folding import tokens
from wfm.ingestion.header import Rows
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.systems import Role
from wfm.ingestion.words import Meaning, meanings
from wfm.quoting import quoted

# Words of a queue, the plainest first.
_QUEUE_WORDS = ("queue", "csq", "warteschlange", "skill", "split", "vdn", "call type", "group")
# Rows of one queue stand once for each of these: they add up.
_ADDED_UP = {"skill", "split", "agent"}
_BETWEEN = " + "


def queue_places(
    rows: Rows,
    said: Sequence[Meaning],
    taken: set[int],
    numbers: LooseNumbers,
    named: str | None,
) -> tuple[int, ...]:
    """Return the columns that name the queue; none where there is no such column.

    Parameters
    ----------
    rows
        The table.
    said
        What the names of its columns say.
    taken
        Columns of times.
    numbers
        Its columns as numbers.
    named
        What an option says: a column, or several as ``"Queue + Media Type"``.

    Raises
    ------
    Question
        If several may be the queue.
    InputError
        If the option names a column that there is not.
    """
    if named is not None:
        return rows.places_of(named, "--queue-column")
    found = [i for i, m in enumerate(said) if m.role == "queue" and i not in taken]
    found = [i for i in found if not numbers.is_constant(i)] or found[:1]
    if len(found) < 2:
        return tuple(found)
    found = _without_numbers_of(found, numbers)
    for word in _QUEUE_WORDS:
        plain = [i for i in found if set(word.split()) <= set(tokens(rows.names[i]))]
        if len(plain) == 1:
            return (plain[0],)
    if len(found) > 1:
        readings = {f"--queue-column {rows.called(i)}": numbers.example(i) for i in found}
        readings[f"--queue-column {_together(rows, found)}"] = "each pair of theirs"
        raise Question(rows.sheet.place, f"{len(found)} columns may be the queue", readings)
    return (found[0],)


def _without_numbers_of(places: list[int], numbers: LooseNumbers) -> list[int]:
    """Leave out columns whose values go one to one with those of a column of names."""
    kept = list(places)
    for i in places:
        for k in kept:
            if i != k and numbers.are_one_to_one(i, k):
                drop = i if numbers.are_counts(i) or not numbers.are_counts(k) else k
                if len(kept) > 1 and drop in kept:
                    kept.remove(drop)
                break
    return kept


def _together(rows: Rows, places: Sequence[int]) -> str:
    """Write columns as the option names them."""
    alone = [rows.names.count(rows.names[i]) == 1 and rows.names[i] for i in places]
    names = [name or str(i + 1) for name, i in zip(alone, places, strict=True)]
    return quoted(_BETWEEN.join(names))


def queue_words(rows: Rows, places: Sequence[int]) -> str:
    """Say which columns name the queue."""
    return _BETWEEN.join(quoted(rows.names[place]) for place in places)


def names_of(rows: Rows, places: Sequence[int]) -> pd.Series:
    """Return the queue of each row: the cells of its columns, joined by a comma."""
    names = [_texts(rows.column(place)) for place in places]
    if len(names) == 1:
        return names[0]
    whole = names[0].astype(str)
    for other in names[1:]:
        whole = whole + ", " + other.astype(str)
    return whole.astype("category")


def _texts(cells: pd.Series) -> pd.Series:
    """Write names of queues as text; whole numbers of workbooks without a point."""
    codes, values = pd.factorize(cells)
    texts = [
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        for value in values
    ]
    places, names = pd.factorize(np.array(texts, dtype=object))
    return pd.Series(pd.Categorical.from_codes(places[codes], pd.Index(names.tolist())))


def ask_for_queue(
    rows: Rows, queues: tuple[int, ...], taken: set[int], keys: pd.DataFrame, named: str | None
) -> list[str]:
    """Ask about columns that tell the rows of one interval apart, unless those rows add up.

    Parameters
    ----------
    rows
        The table.
    queues
        Its columns of queues.
    taken
        Its columns of times, calls and handling times.
    keys
        The interval of each row, and its queue where a column says it.
    named
        The columns of queues that an option named.

    Returns
    -------
    list of str
        Names of the columns over which rows add up.

    Raises
    ------
    Question
        If a column of queues or media keeps apart what has one interval and queue; or one of
        words that no name explains, and then each of them has every interval once at most.
    """
    count = int(keys.duplicated().sum())
    if not count:
        return []
    telling, unclear, added = _telling(rows, {*queues, *taken}, keys, count, named)
    if unclear:
        words = {str(i): rows.column(i).astype(str).to_numpy() for i in (*telling, *unclear)}
        if not keys.assign(**words).duplicated().any():
            telling = [*telling, *unclear]
    if not telling:
        return added
    names = " and ".join(quoted(rows.names[i] or str(i + 1)) for i in telling)
    of = " and queue" if queues else ""
    several = len(queues) + len(telling) > 1
    raise Question(
        rows.sheet.place,
        f"column{'s' if len(telling) > 1 else ''} {names} tell{'' if len(telling) > 1 else 's'} "
        f"the rows of one interval{of} apart",
        {
            f"--queue-column {_together(rows, [*queues, *telling])}": (
                "each pair is a queue" if several else "each of its words is a queue"
            ),
            "--repeats add": f"the rows of one interval{of} add up",
        },
    )


def _telling(
    rows: Rows, taken: set[int], keys: pd.DataFrame, count: int, named: str | None
) -> tuple[list[int], list[int], list[str]]:
    """Find columns that differ where an interval and queue is the same.

    Returns
    -------
    telling, unclear, added
        Columns of queues and media; columns of words that no name explains; and names of those
        whose rows add up.
    """
    telling, unclear, added = list[int](), list[int](), list[str]()
    by_role: dict[Role | None, list[int]] = {"queue": telling, "media": telling, None: unclear}
    for place, said in enumerate(meanings(rows.names)):
        cells = rows.column(place)
        if place in taken or said.role not in {*by_role, "agent"}:
            continue
        if said.role != "queue" and not _are_words(cells):
            continue
        if int(keys.assign(_word=cells.astype(str).to_numpy()).duplicated().sum()) == count:
            continue
        is_part = said.role == "queue" and named is None and "queue" in keys
        if said.role == "agent" or (is_part and _ADDED_UP & {*tokens(rows.names[place])}):
            added.append(rows.names[place])
        else:
            by_role[said.role].append(place)
    return telling, unclear, added


def _are_words(cells: pd.Series) -> bool:
    filled = cells[cells != ""].unique()
    return len(filled) > 1 and all(kind(cell) == "text" for cell in filled[:50])
