"""The options of ``wfm simulate``; how callers are judged is said by those of ``wfm staff``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from wfm.options.answering import agents_who_answer, queue_answered, times_as_they_were
from wfm.options.option import argument, option
from wfm.options.people import PEOPLE
from wfm.options.readers import OneOf, Whole, path
from wfm.units import Quantity

# What is said of each queue.
Queues = Mapping[str, Mapping[str, Any]]
FEWEST_SKILLS, LONGEST_FREE = WHO_ANSWERS = ("fewest_skills", "longest_free")
SIMULATED_BY = ("interval", "day", "week", "total", "change")
_CHANCE, _CALLERS, _AGENTS = "Chance", "How callers behave", "Agents and shrinkage"
_QUEUES = "Other work and several queues"


@dataclass(frozen=True, kw_only=True)
class QueuesOption:
    """What is said of single queues.

    Parameters
    ----------
    queues
        What is said of single queues: ``{"sales": {"priority": 1, "threshold": "10s"}}``. A queue
        may have a ``service_level``, ``threshold``, ``sl_definition``, ``model`` and ``patience``
        of its own; a ``priority``: 1 is answered first; ``overflow_to``: queues whose agents help
        once a caller has waited for ``overflow_after`` [s].
    """

    SECTION: ClassVar = "simulate"

    queues: Queues | None = option(
        None,
        only_key=True,
        table=True,
        help="Of single queues: targets, patience, priority, overflow_to and overflow_after.",
    )


@dataclass(frozen=True, kw_only=True)
class SimulateOptions(QueuesOption):
    """How weeks are simulated.

    Parameters
    ----------
    weeks
        How often the weeks of the forecast are simulated, 1 to 100,000.
    seed
        Seed of all chance: the same seed brings the same calls and absences to every plan.
    aht_cv
        Coefficient of variation of handling times, lognormal, 0 or more; or ``"exponential"``, as
        the formulas have it.
    share_zero
        Share of callers who hang up at once where they would have to wait, 0 to below 1.
    absent
        Further agents absent, by weekday or date: text such as ``"mon=10%,2026-12-08=20%"``, or
        ``"all=5%"``.
    who_answers
        Of several free agents who may answer a call: one with the ``"fewest_skills"``, who keeps
        the others free, or the one who has been free ``"longest_free"``.
    jobs
        Processes that work at the same time; the result is the same. -1: one for each processor.
    """

    SECTION: ClassVar = "simulate"

    weeks: int = option(
        200,
        reader=Whole(1, 100_000),
        metavar="N",
        panel=_CHANCE,
        help="How often the weeks of the forecast are simulated.",
    )
    seed: int = option(
        1,
        reader=Whole(0, 2**31 - 1),
        metavar="N",
        panel=_CHANCE,
        help="Seed of all chance: with the same one every plan meets the same calls.",
    )
    aht_cv: Quantity = option(
        1.0,
        metavar="CV",
        panel=_CALLERS,
        help="Variation of handling times around their mean, such as 0.8: lognormal; or "
        "exponential, as the formulas have it.",
    )
    share_zero: Quantity = option(
        0,
        metavar="SHARE",
        panel=_CALLERS,
        help="Share of callers who hang up at once where they would have to wait.",
    )
    absent: str | None = option(
        None,
        metavar="DAYS",
        panel=_AGENTS,
        help="Further agents absent, by weekday, date or all, such as 'mon=10%, 2026-12-08=20%'.",
    )
    who_answers: str = option(
        FEWEST_SKILLS,
        reader=OneOf(WHO_ANSWERS),
        metavar="WHO",
        words=WHO_ANSWERS,
        panel=_QUEUES,
        help="Of several free agents: fewest_skills, who keeps the others free, or longest_free.",
    )
    jobs: int = option(
        1,
        reader=Whole(-1, 256, zero=False),
        metavar="N",
        panel=_CHANCE,
        help="Processes that work at the same time, -1: one for each processor; the result is "
        "the same to the byte.",
    )


@dataclass(frozen=True, kw_only=True)
class SimulateFiles:
    """What `wfm simulate` reads, and which of its tables it writes."""

    file: Path | None = argument(
        reader=path,
        metavar="PLAN",
        help="CSV of a roster, a schedule or a requirement; - or nothing: standard input.",
    )
    forecast: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of the calls and AHT that come; left out: a requirement holds its own.",
    )
    agents: Path | None = agents_who_answer()
    absences: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of absences: who is known to be away; shrinkage is drawn for the others.",
    )
    aht_file: Path | None = times_as_they_were()
    queue: str | None = queue_answered()
    by: str = option(
        "interval",
        only_flag=True,
        reader=OneOf(SIMULATED_BY),
        metavar="WHICH",
        words=SIMULATED_BY,
        help="Rows of the CSV: interval, day, week, total, or change: what longer calls, more "
        "calls and absent agents do. JSON holds all of them if this is left out.",
    )
