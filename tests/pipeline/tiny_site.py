"""A desk with office hours whose whole plan takes a second or two: for tests of `wfm plan`."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CONFIG = """\
timezone = "UTC"
[forecast]
model = "mean"
[staff]
service_level = 0.8
threshold = "20s"
shrinkage = 0.1
[roster]
rotation_weeks = 2
night = "01:00-04:00"
comfort = 0
[roster.rules]
days_on = [1, 6]
days_off = [1, 5]
[[roster.group]]
name = "desk"
weekly_hours = 40
presence_hours = 8
paid_hours = 8
meals = []
[[roster.group.shift]]
name = "day"
starts = ["09:00"]
[simulate]
weeks = 3
"""
AGENTS = "agent\nAnna\nBen\nChris\nDora\n"
# 5 January 2026 is a Monday.
FIRST_DAY, WEEKS = date(2026, 1, 5), 5
_OPENS, _CLOSES = 9, 17


def history(calls: int = 6, queue: str | None = None) -> str:
    """Five weeks of hours, with some calls while the desk is open."""
    head = "interval_start,calls,aht_seconds"
    rows = [f"{time},{number},{aht}" for time, number, aht in _hours(calls)]
    if queue is not None:
        quoted = '"' + queue.replace('"', '""') + '"'
        rows = [f"{quoted},{row}" for row in rows]
        head = f"queue,{head}"
    return "\n".join([head, *rows, ""])


def histories(queues: dict[str, int]) -> str:
    """Write the same of several queues, by their names and calls."""
    parts = [history(calls, name).split("\n", 1) for name, calls in queues.items()]
    return parts[0][0] + "\n" + "".join(rows for _, rows in parts)


def _hours(calls: int) -> Iterator[tuple[str, int, str]]:
    for day in range(7 * WEEKS):
        when = FIRST_DAY + timedelta(days=day)
        for hour in range(24):
            is_open = when.weekday() < 5 and _OPENS <= hour < _CLOSES
            number = calls + (day + hour) % 3 if is_open else 0
            yield f"{when}T{hour:02d}:00+00:00", number, "300" if is_open else ""


def made(folder: Path) -> Path:
    """Write the files of the desk into a folder, and return it."""
    (folder / "wfm.toml").write_text(CONFIG)
    (folder / "calls.csv").write_text(history())
    (folder / "agents.csv").write_text(AGENTS)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a plan, by their names below its folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
