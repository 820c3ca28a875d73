"""``wfm show``."""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from wfm import units
from wfm.chosen import choose
from wfm.cli import files as filesystem
from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import header_of
from wfm.config import Config
from wfm.errors import InputError
from wfm.options.common import Common, Format
from wfm.options.saved import SavedTable
from wfm.options.show import ShowFiles
from wfm.options.staff import TableOptions
from wfm.quoting import escaped

if TYPE_CHECKING:
    from wfm.tables import Table

log = logging.getLogger(__name__)
EXAMPLE = "wfm show requirement.csv --day mon"


@command("staff", prints=True)
def show(files: ShowFiles, saved: SavedTable, common: Common, config: Config) -> None:
    """Draw any table of wfm: calls, agents, a roster, a schedule, an evaluation, a simulation.

    Its columns say which table it is. Weeks are drawn as charts, heat maps and grids, with the days
    in numbers below; --day draws a day in full. On a pipe the drawing is text without colours; the
    rows that would be drawn are written by --format csv or json.

    Examples
    --------
    wfm forecast sample_data/calls.csv | wfm show
    wfm show requirement.csv --day mon
    """
    data, source = streams.read_bytes(files.file, EXAMPLE, "table of wfm")
    if not data.strip():
        raise InputError(f"{source} is empty: there is nothing to draw")
    table = _which(data, source, saved)
    # A table without rows is drawn as one: that nothing was found is worth knowing.
    wanted = table if table.empty else replace(table, empty=True)
    frame = streams.table_of(data, source, wanted, common.decimal, saved)
    from wfm.views import shown

    chosen = shown.of_day(shown.of_queue(frame, files.queue), table, files.day)
    if common.format in {Format.csv, Format.json} or filesystem.is_workbook(common.output):
        streams.write_table(chosen, common.format, common.output)
        return
    picture = shown.table_picture(
        streams.harmless(chosen), table, of_day=files.day is not None, target=_target(config)
    )
    streams.draw(picture, common.output)
    if clocks := shown.clocks_apart(frame, table):
        log.info("%s", clocks)


def _which(data: bytes, source: str, saved: SavedTable) -> "Table":
    """Tell which table a file holds: a text by its header, others by the lines of their sheets."""
    from wfm import tables

    found = tables.which_table(header_of(data) or ())
    if found is not None:
        return found
    from wfm.ingestion.options import ReadOptions
    from wfm.ingestion.own_tables import tables_in

    held = tables_in(data, source, ReadOptions(**vars(saved)))
    if not held:
        raise InputError(
            f"{source}: no line names the columns of a table of wfm, such as a forecast, a "
            "requirement, a roster or a schedule: `wfm inspect` shows what an export holds"
        )
    # Of a workbook with several tables the duties are what people look for.
    names = (tables.SCHEDULE, tables.ROSTER)
    sheet, table = min(held, key=lambda one: names.index(one[1]) if one[1] in names else len(names))
    others = [f"{escaped(name)} ({other.name})" for name, other in held if other is not table]
    if others:
        log.info("drawn: %s of the sheet %s", table.name, escaped(sheet))
        log.info("--sheet NAME draws another one: %s", ", ".join(others))
    return table


def _target(config: Config) -> float | None:
    """Return the service level of the configuration; None where it has none."""
    with prefixed(config):
        given = choose(TableOptions, {}, config, "staff").options.service_level
    return None if given is None else units.fraction(given, "service_level")
