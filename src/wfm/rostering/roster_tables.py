"""The tables of a roster: its duties, its coverage, its faults, and what its teams share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.rostering.comfort.measures import Comfort, comfort_of
from wfm.rostering.judge.roster import Judged
from wfm.rostering.teams.lines import Team
from wfm.rostering.training import Session
from wfm.units import hhmm, hhmm_spans
from wfm.weekdays import DAY, OFF, SUNDAY, WEEK
from wfm.work.rules.catalogue import Duty
from wfm.work.rules.weekends import worked_weekends
from wfm.work.week import Week

# A turn is a duty that starts at least so much earlier than the one of the day before [min].
_TURN_MINUTES = 120


def roster_table(
    teams: Sequence[Team], names: Sequence[str] = (), *, with_groups: bool = False
) -> pd.DataFrame:
    """Lay out teams as a roster table; those without names are numbered.

    Parameters
    ----------
    teams, names
        The teams, and what they are called.
    with_groups
        Whether to say whose each team is, as its days alone do not.
    """
    names = names or [str(number) for number in range(1, len(teams) + 1)]
    records = []
    vacant = any(team.occupied for team in teams)
    for name, team in zip(names, teams, strict=True):
        for position, cell in enumerate(team.days):
            record: dict[str, object] = {
                "team": name,
                "group": team.group.name,
                "line": position // 7 + 1,
                "weekday": position % 7 + 1,
                "shift": OFF,
                "start": "",
                "end": "",
                "meals": "",
                "breaks": "",
                "occupied": int(not team.occupied or team.occupied[position // 7]),
            }
            if cell is not None:
                shift = cell.band.shift
                taken = sorted(zip(cell.pauses, shift.pauses, strict=True), key=lambda p: p[0])
                record["shift"] = shift.name
                record["start"] = hhmm(cell.start)
                record["end"] = hhmm(cell.start + shift.presence)
                for key, paid in (("meals", False), ("breaks", True)):
                    record[key] = hhmm_spans(
                        (first, first + pause.minutes)
                        for first, pause in taken
                        if pause.paid == paid
                    )
            records.append(record)
    left_out = {"activities"} if vacant else {"activities", "occupied"}
    left_out |= set() if with_groups else {"group"}
    columns = [column.name for column in tables.ROSTER.columns if column.name not in left_out]
    return tables.conform(pd.DataFrame(records, columns=columns), tables.ROSTER)


def with_activities(
    table: pd.DataFrame, placed: Sequence[Session], names: Sequence[str] = ()
) -> pd.DataFrame:
    """Write activities into the roster table of teams of these names, or numbers."""
    days: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for one in placed:
        item = f"{hhmm(one.first)}-{hhmm(one.last)} {one.activity.name}"
        days[
            names[one.team] if names else str(one.team + 1),
            one.position // 7 + 1,
            one.position % 7 + 1,
        ].append(item)
    places = zip(table["team"], table["line"], table["weekday"], strict=True)
    column = ["; ".join(days[place]) for place in places]
    return tables.conform(table.assign(activities=column), tables.ROSTER)


def coverage_table(week: Week, scheduled: NDArray[np.int64]) -> pd.DataFrame:
    """Lay out the agents of each interval of a week."""
    minutes = np.arange(0, WEEK, week.step)
    frame = pd.DataFrame(
        {
            "weekday": minutes // DAY + 1,
            "time": [hhmm(int(m)) for m in minutes],
            "required": week.required,
            "scheduled": scheduled,
            "difference": scheduled - week.required,
        }
    )
    return tables.conform(frame, tables.COVERAGE)


def violations_table(judged: Judged) -> pd.DataFrame:
    """Lay out the faults of a roster."""
    records = [
        {
            "rule": fault.rule,
            "article": fault.citation,
            "team": fault.team,
            "line": fault.line,
            "weekday": fault.weekday,
            "message": fault.message,
        }
        for fault in judged.violations
    ]
    names = [column.name for column in tables.VIOLATIONS.columns]
    return tables.conform(pd.DataFrame(records, columns=names), tables.VIOLATIONS)


def comforts(judged: Judged) -> dict[str, Comfort]:
    """Return what each team is like to work in."""
    return {
        number: comfort_of(days, judged.groups[number].weekend, judged.occupied[number])
        for number, days in judged.teams.items()
    }


def fairness_table(judged: Judged, felt: Mapping[str, Comfort]) -> pd.DataFrame:
    """Lay out what each team works per agent and week, and what it is like to work in."""
    records = []
    for number, days in judged.teams.items():
        weeks = len(days) // 7  # each agent works every line in turn, also those not occupied now
        duties = [duty for duty in days if duty]
        group = judged.groups[number]
        records.append(
            {
                "team": number,
                "group": group.name,
                "agents": judged.agents(number),
                "hours": sum(duty.paid for duty in duties) / 60 / weeks,
                "nights": sum(duty.night for duty in duties) / weeks,
                "sundays": sum(days[d] is not None for d in range(SUNDAY, len(days), 7)) / weeks,
                "weekends": sum(worked_weekends(days, group.weekend)) / weeks,
                "turns": _turns(days) / weeks,
                **_felt(felt[number]),
            }
        )
    names = [column.name for column in tables.FAIRNESS.columns]
    return tables.conform(pd.DataFrame(records, columns=names), tables.FAIRNESS)


def _felt(comfort: Comfort) -> dict[str, float | None]:
    each = comfort.per_agent
    return {
        "start_change": comfort.mean_change,
        "large_changes": comfort.large_share,
        "steady": comfort.steady_share,
        "earlier_stints": each(comfort.earlier),
        "quick_returns": each(comfort.quick_returns),
        "longest_nights": comfort.longest_nights,
        "night_runs_outside": each(comfort.night_runs_outside),
        "lone_days_off": each(comfort.lone_days_off),
        "lone_days_on": each(comfort.lone_days_on),
        "split_weekends": each(comfort.split_weekends),
        "free_weekend_every": comfort.weeks_to_free_weekend,
        "no_two_days_off": each(comfort.weeks_without_two_days_off),
        "starts": len(comfort.starts),
        "hours_apart": each(comfort.week_minutes_apart) / 60,
        "pause_change": comfort.mean_pause_change,
    }


def _turns(days: tuple[Duty | None, ...]) -> int:
    pairs = zip(days, (*days[1:], days[0]), strict=True)
    return sum(
        before is not None and after is not None and after.start <= before.start - _TURN_MINUTES
        for before, after in pairs
    )
