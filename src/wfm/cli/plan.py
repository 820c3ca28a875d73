"""``wfm plan``."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from wfm.cli import messages, streams
from wfm.cli.command import command
from wfm.cli.files import UsageError
from wfm.cli.histories import files_of
from wfm.cli.plan_folder import opened
from wfm.config import Config
from wfm.errors import InputError
from wfm.options.common import Spoken
from wfm.options.plan import PlanFiles, PlanOptions
from wfm.options.read import HistoryFiles
from wfm.pipeline.performing import Done, Task, Workers, by_processes

log = logging.getLogger(__name__)
EXAMPLE = "wfm plan sample_data/calls.csv --config sample_data/wfm.toml -o plan"


@command("plan")
def plan(
    options: PlanOptions, files: PlanFiles, read: HistoryFiles, spoken: Spoken, config: Config
) -> None:
    """Make the whole plan of a week in one go, into a folder: forecast, agents, roster, schedule.

    Each step is done if something that it reads has changed, and kept at once: the next run goes
    on where this one ends, whatever ends it.

    Examples
    --------
    wfm plan sample_data/calls.csv --config sample_data/wfm.toml -o plan
    wfm plan calls.csv --agents agents.csv --start 2026-12-07 --weeks 4 -o plan
    wfm plan calls.csv -o plan --from staff
    """
    from wfm.pipeline import running, telling
    from wfm.pipeline.given import Asked

    _refuse_without_people(files)
    outside = {"history": tuple(files_of(read, EXAMPLE))}
    for name, path in {**_people(files), "profile": read.profile, **_configured(config)}.items():
        if path is not None:
            outside[name] = (streams.read_bytes(path, EXAMPLE, "table"),)
    asked = Asked(options, read, config, outside)
    given = [path for path in (*read.files, *_people(files).values()) if path is not None]
    with opened(files.output, given) as (folder, known):
        found = running.run(asked, folder, known, _version(), _seen(by_processes(options.jobs)))
    if not found.done:
        log.info("nothing has changed: %s is as it was", files.output)
    for line in telling.told(found.manifest, found.queues):
        log.info("%s", line)
    failed = found.manifest.steps["forecast"].figures.get("failed")
    if failed:
        raise InputError(f"queues without a forecast, the others are done: {failed}")


def _refuse_without_people(files: PlanFiles) -> None:
    """Refuse what says something of people where there are none: no schedule would be made."""
    for name, path in _people(files).items():
        if path is not None and files.agents is None:
            raise UsageError(
                f"--{name}: it is for the schedule, which needs people: give --agents FILE, too"
            )


def _seen(workers: Workers) -> Workers:
    """Show that steps are at work, and how many queues are done, on a terminal only."""

    def work(tasks: Sequence[Task]) -> Iterator[tuple[int, Done]]:
        with messages.counting(tasks[0].step.name) as count:
            for number, found in enumerate(workers(tasks), 1):
                yield found
                if count is not None:
                    count(number, len(tasks))

    return work


def _people(files: PlanFiles) -> dict[str, Path | None]:
    """Return the tables of people, by what they hold."""
    return {
        "agents": files.agents,
        "absences": files.absences,
        "wishes": files.wishes,
        "previous": files.previous,
    }


def _configured(config: Config) -> dict[str, Path | None]:
    """Return the files that the configuration names."""
    events = config.section("forecast").get("events")
    return {"events": None if events is None else Path(str(events))}


def _version() -> str:
    from importlib.metadata import version

    return version("wfm")
