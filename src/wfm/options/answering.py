"""Options that say who answers which calls: the same where plans are evaluated and simulated."""

from pathlib import Path

from wfm.options.option import option
from wfm.options.people import PEOPLE
from wfm.options.readers import path


def agents_who_answer() -> Path | None:
    """Declare `--agents` as the table of who answers which queues."""
    return option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of agents: their skills are the queues that they answer; of a roster its columns "
        "team and line say where each stands.",
    )


def queue_answered() -> str | None:
    """Declare `--queue` as the only one of the forecast that is answered."""
    return option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Only this queue of the forecast; left out: all of them, answered by agents with "
        "skills. --pool all takes them as one.",
    )


def times_as_they_were() -> Path | None:
    """Declare `--aht-file`, the handling times that are drawn from."""
    return option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Handling times as they were, in seconds, one a line: their spread, not --aht-cv.",
    )
