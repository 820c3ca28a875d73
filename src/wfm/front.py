"""Rosters from a configuration: what ``wfm.roster``, ``wfm.check`` and ``wfm.advise`` are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from wfm import config as configuration
from wfm import rostering
from wfm.errors import InputError

Configuration = Mapping[str, Any] | str | Path | None
Law = str | Sequence[str] | None
# Options of `roster`: what a configuration says of them is no part of a plan.
_OPTIONS = ("rotation_weeks", "closed", "week", "time_limit", "gap", "fairness", "elastic")


def roster(
    requirement: pd.DataFrame,
    *,
    config: Configuration = None,
    law: Law = None,
    rotation_weeks: int | None = None,
    closed: str | None = None,
    week: str | None = None,
    time_limit: float | str | None = None,
    gap: float | str | None = None,
    fairness: float | str | None = None,
    elastic: bool | None = None,
    start_from: pd.DataFrame | None = None,
) -> rostering.Roster:
    """Build the rotating roster that covers a requirement at the least cost.

    What is None is as the configuration says, else as the command's default is.

    Parameters
    ----------
    requirement
        `wfm.tables.REQUIREMENT`; ``agents_scheduled`` is what is covered. [agents]
    config
        The content of a ``wfm.toml`` or the path of one; without it one full-time group and
        the default rules.
    law
        Presets of working-time law to keep besides, as ``"eu-wtd,de-arbzg"``; else those of the
        configuration.
    rotation_weeks
        Lines of a team, about; else 8. [weeks]
    closed
        ``"allowed"`` or ``"never"``: whether agents may be on duty while the site is closed, which
        is where nobody is required for more than two hours; else never, unless there is no other
        way.
    week
        ``"max"`` or ``"mean"`` of the requirement's weeks is the week to cover; else ``"max"``.
    time_limit
        Longest search; else ``"60s"``. [s]
    gap
        Stop when the cost is proved to be within this share of the least; else 0.0005.
    fairness
        Share of the cost that balancing the teams of a group may add; else 0.005.
    elastic
        Whether agents may be missing where there is no other way; else not.
    start_from
        `wfm.tables.ROSTER` to begin with. Where it keeps the rules and covers the requirement, the
        result is never worse; otherwise that is said, and the search begins near its duties.

    Returns
    -------
    wfm.rostering.Roster
        The tables of roster and coverage, and cost, bound and gap.

    Raises
    ------
    InputError
        If the requirement or the configuration cannot be used.
    InfeasibleError
        If it is proved that no roster satisfies the rules.
    UndecidedError
        If the time ran out before there was a roster.
    """
    plan, options = _read(
        config,
        law,
        rotation_weeks=rotation_weeks,
        closed=closed,
        week=week,
        time_limit=time_limit,
        gap=gap,
        fairness=fairness,
        elastic=elastic,
    )
    return rostering.roster(requirement, plan, start_from=start_from, **options)


def check(
    roster: pd.DataFrame,
    requirement: pd.DataFrame | None = None,
    *,
    config: Configuration = None,
    law: Law = None,
    week: str | None = None,
) -> rostering.Checked:
    """Judge a roster, whoever made it: rules, coverage, hours and fairness.

    What is None is as the configuration says, else as the command's default is.

    Parameters
    ----------
    roster
        `wfm.tables.ROSTER`, or a grid with the weekdays across and a shift in each cell.
    requirement
        `wfm.tables.REQUIREMENT` that it should cover; None: the rules alone are judged. [agents]
    config, law, week
        As for `roster`.

    Returns
    -------
    wfm.rostering.Checked
        The tables of violations, coverage and fairness.

    Raises
    ------
    InputError
        If one of the tables or the configuration cannot be used.
    """
    plan, options = _read(config, law, week=week)
    return rostering.check(roster, requirement, plan, week=options.get("week", "max"))


def advise(
    requirement: pd.DataFrame,
    *,
    config: Configuration = None,
    law: Law = None,
    rotation_weeks: int | None = None,
    closed: str | None = None,
    week: str | None = None,
    time_limit: float | str | None = None,
    start_from: pd.DataFrame | None = None,
) -> rostering.Advice:
    """Say what the shifts waste against the ideal, and which one change would save most.

    What is None is as the configuration says, else as the command's default is.

    Parameters
    ----------
    requirement
        `wfm.tables.REQUIREMENT`; ``agents_scheduled`` is what is covered. [agents]
    config, law, rotation_weeks, closed, week
        As for `roster`.
    time_limit
        Longest time to take; else ``"60s"``. [s]
    start_from
        `wfm.tables.ROSTER` of this plan; without one, or where it has faults, one is looked for.

    Returns
    -------
    wfm.rostering.Advice
        The cost, the ideal, and what changes would save; as text, a sentence.

    Raises
    ------
    InputError
        If the requirement or the configuration cannot be used.
    InfeasibleError
        If the plan cannot cover the requirement.
    UndecidedError
        If the time ran out before there was a roster.
    """
    plan, options = _read(
        config,
        law,
        rotation_weeks=rotation_weeks,
        closed=closed,
        week=week,
        time_limit=time_limit,
    )
    taken = {name: options[name] for name in ("week", "time_limit") if name in options}
    return rostering.advise(requirement, plan, start_from=start_from, **taken)


def _read(config: Configuration, law: Law, **given: Any) -> tuple[rostering.Plan, dict[str, Any]]:
    """Return the plan of a configuration, and the options that are given or configured."""
    if isinstance(config, str | Path):
        try:
            data = Path(config).read_bytes()
        except OSError as error:
            raise InputError(f"{config}: {str(error.strerror).lower()}: give a TOML file") from None
        config = configuration.parse(data, str(config))
    made_of, options = configuration.roster_options(
        config or {}, {**dict.fromkeys(_OPTIONS), **given}
    )
    plan = rostering.plan_from(made_of, law)
    if "rotation_weeks" in options:
        plan = replace(plan, rotation_weeks=options.pop("rotation_weeks"))
    if "closed" in options:
        plan = rostering.with_closed(plan, options.pop("closed"))
    return plan, options
