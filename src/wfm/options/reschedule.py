"""The options of ``wfm reschedule`` and those of section [reschedule]."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.common import Clock
from wfm.options.option import argument, option
from wfm.options.readers import path, switch
from wfm.units import Quantity

_PEOPLE = "People"


@dataclass(frozen=True, kw_only=True)
class RescheduleOptions(Clock):
    """What may change, and what a change costs.

    Parameters
    ----------
    from_
        Moment at which the change is made: what began before stays as it is. None: so long before
        the first duty that falls out that nobody's notice is missed.
    frozen
        Notice: duties that begin so soon after `from_` stay as they are. [s]
    changes_cost
        Price of a duty that changes.
    missing_cost
        Price of an agent-hour that nobody works.
    swap
        Two people and the days that they swap, as ``"Anna 2026-12-09, Ben 2026-12-11"``.
    law
        Presets of working-time law to keep besides, as ``"eu-wtd,de-arbzg"``; None: those of the
        configuration.
    time_limit
        Longest time to take. [s]
    """

    SECTION: ClassVar = "reschedule"

    from_: str | None = option(
        None,
        only_flag=True,
        metavar="MOMENT",
        help="When the change is made, such as 2026-12-09T08:00: the past stays as it is; left "
        "out: early enough that everybody can be told in time.",
    )
    frozen: Quantity = option(
        "48h",
        metavar="TIME",
        help="Notice that people have: duties that begin sooner after --from stay as they are.",
    )
    changes_cost: Quantity = option(
        1.0, metavar="COST", help="Price of each duty that changes: more where it asks more."
    )
    missing_cost: Quantity = option(
        10.0, metavar="COST", help="Price of each agent-hour that stays uncovered."
    )
    swap: str | None = option(
        None,
        only_flag=True,
        metavar="DAYS",
        help="Judge a swap instead, such as 'Anna 2026-12-09, Ben 2026-12-11': each takes over the "
        "duty of the other.",
    )
    law: str | Sequence[str] | None = option(
        None,
        only_flag=True,
        metavar="NAMES",
        help="Working-time law to keep besides the configuration's rules, such as eu-wtd.",
    )
    time_limit: Quantity = option("10s", metavar="TIME", help="Longest search, such as 10s or 1m.")


@dataclass(frozen=True, kw_only=True)
class RescheduleFiles:
    """What `wfm reschedule` reads, and what it writes besides."""

    SECTION: ClassVar = "reschedule"

    file: Path | None = argument(
        reader=path, metavar="SCHEDULE", help="CSV of a schedule; - or nothing: standard input."
    )
    absences: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=_PEOPLE,
        help="CSV of absences: who is away from when to when, and why.",
    )
    agents: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=_PEOPLE,
        help="CSV of agents: contracts and personal limits; left out: those of the schedule.",
    )
    wishes: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=_PEOPLE,
        help="CSV of wishes: who wishes for a duty is asked first, who wishes for none last.",
    )
    previous: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="SCHEDULE",
        panel=_PEOPLE,
        help="CSV of the schedule before this one: rules hold across the seam, and nights reach "
        "into the first morning.",
    )
    requirement: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of agents per interval: what is missing is measured by it; left out: the duties "
        "that fall out are missing.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue of the requirement to cover, if it holds several.",
    )
    changes_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Write what changes here: who, which day, from what, to what, and why.",
    )
    apply: bool = option(
        False,
        only_flag=True,
        reader=switch,
        help="With --swap: write the schedule with the swap, if it is allowed.",
    )
