"""The options of a roster, checked; and the plan that they and the configuration make."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from wfm import units
from wfm.options.roster import AdviceOptions, RosterOptions
from wfm.work.configuration.comfort import comfort_share
from wfm.work.configuration.roster import plan_from, with_closed
from wfm.work.plan import Plan


@dataclass(frozen=True)
class Run:
    """How a roster is looked for.

    Parameters
    ----------
    week
        How the weeks of the requirement become one: ``"max"`` or ``"mean"`` of each interval.
    time_limit
        Longest search. [s]
    gap
        Share of the cost that the roster may be above the proved bound.
    fairness
        Share of the cost that balancing the teams of a group may add.
    elastic
        Whether agents may be missing where there is no other way.
    comfort
        Share of the cost that what agents live better with may add.
    stability
        Share of the cost that changing little of an old roster may add; None: that is not asked.
    """

    week: str
    time_limit: float
    gap: float
    fairness: float
    elastic: bool
    comfort: float
    stability: float | None


def run_of(options: RosterOptions) -> Run:
    """Check the options of a search."""
    stability = options.stability
    if stability is not None:
        stability = units.fraction(stability, "stability")
    return Run(
        week=options.week,
        time_limit=units.seconds(options.time_limit, "time_limit"),
        gap=units.fraction(options.gap, "gap"),
        fairness=units.fraction(options.fairness, "fairness"),
        elastic=options.elastic,
        comfort=comfort_share(options.comfort),
        stability=stability,
    )


def plan_of(config: Mapping[str, Any], options: AdviceOptions) -> Plan:
    """Read the plan of a configuration, and put options over it."""
    plan = plan_from(config, options.law)
    if options.rotation_weeks is not None:
        plan = replace(plan, rotation_weeks=options.rotation_weeks)
    return plan if options.closed is None else with_closed(plan, options.closed)


def with_options(config: Mapping[str, Any], options: AdviceOptions) -> dict[str, Any]:
    """Put options over a configuration whose plan is going to be changed."""
    section = dict(config.get("roster", {}))
    if options.rotation_weeks is not None:
        section["rotation_weeks"] = options.rotation_weeks
    if options.closed is not None:
        section["closed"] = options.closed
    if isinstance(options.law, str):
        section["law"] = [name.strip() for name in options.law.split(",")]
    return {**config, "roster": section}
