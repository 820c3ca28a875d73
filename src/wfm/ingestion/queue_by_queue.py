"""A history of wfm's own, queue by queue: the first can be worked on while the others are read."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.ingestion.containers.kinds import refuse_endless_row
from wfm.ingestion.histories import is_in_order
from wfm.options.read import ReadOptions


@dataclass
class QueueByQueue:
    """A file that is read table by table, each of whole queues.

    What is wrong or unusual in it ends the reading with an error that nobody need hear:
    `read_history` reads the whole, and says of it what is to be said.

    Parameters
    ----------
    data, source
        Its content and its name.
    options
        What the planner says of it.
    is_read
        Whether the last row was read, and nothing was unusual.
    rows, columns
        What has been read.
    """

    data: bytes
    source: str
    options: ReadOptions
    is_read: bool = False
    rows: int = 0
    columns: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[pd.DataFrame]:
        """Read the file.

        Yields
        ------
        pandas.DataFrame
            `wfm.tables.HISTORY` of some queues, checked.

        Raises
        ------
        InputError
            If something is unusual.
        """
        refuse_endless_row(self.data, self.source)
        if not self.options.is_plain or self.options.decimal is not None:
            raise self._unusual()
        names: set[str] = set()
        clocks: set[tuple[str, int]] = set()
        for rows in self._whole_queues():
            table = tables.check(rows, tables.HISTORY)
            found = table["queue"].iloc[tables.runs(table["queue"])].tolist()
            clocks.add(_clock(table))
            if (
                not names.isdisjoint(found)
                or len(clocks) > 1
                or not is_in_order(table, self.options.timezone)
            ):
                raise self._unusual()
            names.update(found)
            self.rows += len(table)
            self.columns = tuple(map(str, table))
            yield table
        self.is_read = True

    def _whole_queues(self) -> Iterator[pd.DataFrame]:
        """Read the rows of some queues at a time, which are not checked."""
        rest: list[pd.DataFrame] = []
        for piece in tables.read_pieces(self.data, tables.HISTORY, self.source):
            rows = tables.under_one_another([*rest, piece])
            if "queue" not in rows:
                raise self._unusual()
            rows.attrs["source"] = self.source
            begin = int(tables.runs(rows["queue"])[-1]) if len(rows) else 0
            rest = [rows.iloc[begin:]]
            if begin:
                yield rows.iloc[:begin]
        yield from rest

    def _unusual(self) -> InputError:
        return InputError(f"{self.source}: this is not read queue by queue")


def _clock(table: pd.DataFrame) -> tuple[str, int]:
    """Name the zone and the step of times with offsets: the whole file has one of each."""
    zone = table["interval_start"].dt.tz
    return ("", 0) if zone is None else (str(zone), tables.step_minutes(table))
