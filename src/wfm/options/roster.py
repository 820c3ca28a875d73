"""The options of ``wfm roster`` and ``wfm check``, and those of section [roster].

The other keys of the section say what a roster is made of: they are read by
`wfm.work.configuration`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.option import argument, option
from wfm.options.people import PEOPLE, PeopleFiles
from wfm.options.readers import OneOf, Whole, path, switch
from wfm.units import Quantity

_MOST_WEEKS = 520


@dataclass(frozen=True, kw_only=True)
class CheckOptions:
    """How a roster is judged.

    Parameters
    ----------
    law
        Presets of working-time law to keep besides, as ``"eu-wtd,de-arbzg"``; None: those of the
        configuration.
    week
        ``"max"`` or ``"mean"`` of the requirement's weeks is the week to cover.
    """

    SECTION: ClassVar = "roster"

    # The key of this name is read with the rules that it is combined with.
    law: str | Sequence[str] | None = option(
        None,
        only_flag=True,
        metavar="NAMES",
        help="Working-time law to keep besides the configuration's rules, such as eu-wtd or "
        "eu-wtd,de-arbzg; see docs/reference/presets.md.",
    )
    week: str = option(
        "max",
        reader=OneOf(("max", "mean")),
        metavar="WHICH",
        help="Week to cover: max or mean of the requirement's weeks.",
    )


@dataclass(frozen=True, kw_only=True)
class AdviceOptions(CheckOptions):
    """What is looked for, and for how long.

    Parameters
    ----------
    rotation_weeks
        Lines of a team, about; None: as the configuration says, else 8. [weeks]
    closed
        ``"allowed"`` or ``"never"``: whether agents may be on duty while the site is closed, which
        is where nobody is required for more than two hours; None: as the configuration says, else
        never, unless there is no other way.
    time_limit
        Longest time to take. [s]
    """

    rotation_weeks: int | None = option(
        None,
        reader=Whole(1, _MOST_WEEKS),
        shown="8",
        metavar="N",
        help="About how many lines a team has.",
    )
    closed: str | None = option(
        None,
        reader=OneOf(("never", "allowed")),
        shown="never",
        metavar="WHEN",
        help="Whether agents may be on duty while the site is closed (nobody is required for "
        "more than two hours): never (unless there is no other way) or allowed.",
    )
    time_limit: Quantity = option("60s", metavar="TIME", help="Longest search, such as 60s or 5m.")


@dataclass(frozen=True, kw_only=True)
class RosterOptions(AdviceOptions):
    """How a roster is looked for.

    Parameters
    ----------
    gap
        Stop when the cost is proved to be within this share of the least.
    fairness
        Share of the cost that balancing the teams of a group may add, within 0.25 nights and 0.1
        worked weekends per agent and week of each other; 0: only what costs nothing.
    comfort
        Share of the cost that what agents live better with may add: one start a stint, rest, whole
        weekends; 0: only what costs nothing. In a configuration it may be a table, with `share`
        and weights.
    elastic
        Whether agents may be missing where there is no other way; the gaps are in the coverage.
    stability
        Share of the least cost that a roster may cost more which changes as few duties as can be of
        the one in ``start_from``; 0: only what costs nothing; None: changes do not matter.
    """

    gap: Quantity = option(
        0.0005, metavar="SHARE", help="Stop when the cost is proved to be within this share."
    )
    fairness: Quantity = option(
        0.005,
        metavar="SHARE",
        help="The most that evening out the teams may add to the cost; even is within 0.25 "
        "nights and 0.1 worked weekends per agent and week; 0: only what costs nothing.",
    )
    comfort: Quantity | Mapping[str, Quantity] = option(
        0.005,
        table=True,
        metavar="SHARE",
        help="The most that steady starts, whole weekends and the like may add to the cost; 0: "
        "only what costs nothing.",
    )
    elastic: bool = option(
        False,
        reader=switch,
        help="If no roster covers everything, write the best one; its gaps are named and "
        "are in the coverage.",
    )
    stability: Quantity | None = option(
        None,
        only_flag=True,
        metavar="SHARE",
        help="Change as few duties as can be of the roster in --start-from, for this share of the "
        "least cost at most, such as 1%; 0: only what costs nothing. Teams are then neither evened "
        "out nor made more comfortable.",
    )


@dataclass(frozen=True, kw_only=True)
class RequirementQueue:
    """Which queue of a requirement."""

    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue of the requirement to cover, if it holds several.",
    )


@dataclass(frozen=True, kw_only=True)
class RosterFiles(RequirementQueue):
    """What `wfm roster` reads and writes besides, and what it does instead."""

    SECTION: ClassVar = "roster"

    file: Path | None = argument(
        reader=path,
        metavar="REQUIREMENT",
        help="CSV of agents per interval; - or nothing: standard input.",
    )
    coverage_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Write agents required and scheduled here too.",
    )
    start_from: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="ROSTER",
        help="CSV of a roster to start from, of this plan or another. If it keeps all rules "
        "and covers the week, the result is never worse; if not, the search begins near it.",
    )
    proof: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Keep here what is proved of the cost. If the file is there, and plan and requirement "
        "are the same, a search goes on from it: with --start-from, where the last one ended.",
    )
    what_if: str | None = option(
        None,
        only_flag=True,
        metavar="CHANGES",
        help="Compare rosters instead, the plan's and one for each change, such as "
        "'part_time.max_agents=+1, rules.weekends_on=1, requirement=+5%'. All start from the "
        "same roster, and each has the whole time limit.",
    )
    advice: bool = option(
        False,
        reader=switch,
        help="Say what the shifts waste against the ideal and what would save most, once the "
        "roster is written; takes at most 30 s more, or the time limit if that is shorter.",
    )


@dataclass(frozen=True, kw_only=True)
class CheckFiles(RequirementQueue, PeopleFiles):
    """What `wfm check` reads, and what it writes besides."""

    SECTION: ClassVar = "roster"

    file: Path | None = argument(
        reader=path,
        metavar="ROSTER",
        help="CSV of a roster or of a schedule; - or nothing: standard input.",
    )
    requirement: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of agents per interval that it should cover; left out: the rules alone.",
    )
    wishes: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of wishes: those that have to be kept are judged, the others counted.",
    )
    coverage_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Write agents required and scheduled here.",
    )
    fairness_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Write hours, nights, Sundays and weekends of each team here.",
    )
