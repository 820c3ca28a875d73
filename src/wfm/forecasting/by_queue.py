"""One queue after the other, or several at a time: what comes of them, joined."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.forecasting.history.layout import blocks, say_failure, sound_queues
from wfm.options.forecast import ManyQueues
from wfm.side_by_side import each

Progress = Callable[[int, int], None]
Tables = Iterable[pd.DataFrame]
Work = Callable[[pd.DataFrame, str | None], pd.DataFrame]


def each_queue(
    history: pd.DataFrame | Tables,
    work: Work,
    how: ManyQueues,
    progress: Progress | None,
    prepare: Callable[[Tables], Tables] | None = None,
) -> pd.DataFrame:
    """Check a history, work on each of its queues and join what comes out.

    Parameters
    ----------
    history
        `wfm.tables.HISTORY`; or several of whole queues, checked: nothing is said before the last.
    work
        Makes rows of the rows of a queue and its name.
    how
        Whether a queue that fails leaves the others alone, and how many are worked on at a time.
    progress
        Called after each queue with the number done and the number of all.
    prepare
        What is done before to the history, table by table.

    Returns
    -------
    pandas.DataFrame
        With ``queue`` in front where the history has it; ``attrs["failures"]`` holds a message
        per queue that failed.

    Raises
    ------
    InputError
        If a queue cannot be used; of all of them where ``how.keep_going``.
    """
    failures: dict[str, str] = {}
    if isinstance(history, pd.DataFrame):
        if how.keep_going:
            history, failures = sound_queues(history)
        history = iter([tables.check(history, tables.HISTORY)])  # which lets go what it gave
    names: list[str | None] = []
    found = _blocks(history if prepare is None else prepare(history), names)
    parts: list[pd.DataFrame] = []
    with closing(each(lambda block: work(block[1], block[0]), found, how.jobs)) as outcomes:
        for done, outcome in enumerate(outcomes):
            name = names[done]
            if isinstance(outcome.error, InputError) and how.keep_going and name is not None:
                failures[name] = str(outcome.error)
                say_failure(name, outcome.error)
            else:
                part = outcome.value()
                if name is not None:
                    part.insert(0, "queue", name)
                parts.append(part)
            if progress is not None:
                progress(done + 1, len(names))
    if not parts:
        raise InputError(f"no queue could be forecast; the first: {next(iter(failures.values()))}")
    result = pd.concat(parts, ignore_index=True)
    if failures:
        result.attrs["failures"] = failures
    return result


def _blocks(history: Tables, names: list[str | None]) -> Iterator[tuple[str | None, pd.DataFrame]]:
    """Cut tables into their queues, and note the names of these."""
    for table in history:
        for name, rows in blocks(table):
            names.append(name)
            yield name, rows
