"""Tables of a plan: bytes into frames, and frames into bytes."""

import logging

import pandas as pd

from wfm import tables
from wfm.ingestion.saved import read_table
from wfm.options.read import ReadOptions
from wfm.pipeline.given import Given, Outside

log = logging.getLogger(__name__)


def table(given: Given, name: str, kind: tables.Table) -> pd.DataFrame:
    """Read a table of the folder."""
    return tables.read(given.files[name], kind, name)


def outside(given: Given, name: str, kind: tables.Table) -> pd.DataFrame | None:
    """Read a table from outside, as a spreadsheet may have saved it; None without one."""
    return read_outside(given.outside, name, kind) if name in given.outside else None


def read_outside(files: Outside, name: str, kind: tables.Table) -> pd.DataFrame:
    """Read a table from outside that is there, as a spreadsheet may have saved it."""
    data, source = files[name][0]
    frame, said = read_table(data, kind, source, ReadOptions())
    if said:
        log.info("read %d rows of %s: %s", len(frame), source, ", ".join(said))
    return frame


def written(frame: pd.DataFrame) -> bytes:
    """Write a table as the commands do."""
    return tables.to_csv(frame).encode("utf-8", "backslashreplace")
