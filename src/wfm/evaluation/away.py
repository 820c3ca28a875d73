"""Who is known to be absent: the table of absences, taken out of a plan."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from wfm.errors import InputError
from wfm.evaluation.crew import who_is_who
from wfm.evaluation.worked import Worked, WorkedDuty, minutes_since_1970
from wfm.scheduling.people import Absence, Agent, by_agent
from wfm.scheduling.people_tables import read_absences

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def without_absent(
    worked: Worked, absences: pd.DataFrame, people: tuple[Agent, ...], zone: dt.tzinfo
) -> tuple[Worked, str]:
    """Take known absences out of what people work: nobody of them is drawn absent as well.

    Parameters
    ----------
    worked
        The duties.
    absences
        `wfm.tables.ABSENCES`.
    people
        Those that the table of agents names; of a schedule its agents are known without it.
    zone
        Zone of the site, whose clock the duties of a roster are read on.

    Returns
    -------
    tuple
        What is left, and words on what is not.

    Raises
    ------
    InputError
        If the table cannot be read, an agent is unknown, or the agents of a roster have no names.
    """
    if worked.by_wall_clock and not people:
        raise InputError(
            "the agents of a roster have no names: absences need --agents, whose columns team and "
            "line say where each stands"
        )
    place = {person.name: name for name, person in who_is_who(people, worked)}
    named = dict.fromkeys([*place, *({} if worked.by_wall_clock else _agents(worked))])
    own = {place.get(n, n): away for n, away in by_agent(read_absences(absences, named)).items()}
    left: list[WorkedDuty] = []
    cut = 0
    for duty in worked.duties:
        kept = _kept(duty, own.get(duty.agent, []), worked, zone)
        cut += kept is not duty
        left += [] if kept is None else [kept]
    words = f"known absences: {cut} dut{'y' if cut == 1 else 'ies'} left out, or a part of them"
    return replace(worked, duties=tuple(left)), words


def _agents(worked: Worked) -> Mapping[str, None]:
    return dict.fromkeys(duty.agent for duty in worked.duties)


def _kept(
    duty: WorkedDuty, absences: Iterable[Absence], worked: Worked, zone: dt.tzinfo
) -> WorkedDuty | None:
    """Return what is left of a duty, itself where all of it is; None: nothing."""
    away = []
    for absence in absences:
        if absence.begins is None or absence.ends is None:
            if absence.first <= duty.date <= absence.last:
                return None
            continue
        begins, ends = (
            _minute(moment, zone if worked.by_wall_clock else None)
            for moment in (absence.begins, absence.ends)
        )
        begins, ends = max(begins, duty.first), min(ends, duty.last)
        if begins < ends:
            away.append((begins, ends))
    return replace(duty, away=tuple(sorted((*duty.away, *away)))) if away else duty


def _minute(moment: dt.datetime, zone: dt.tzinfo | None) -> int:
    """Return the minute of a moment since 1970: by the clock of a zone, or of UTC."""
    if zone is None:
        return int((moment - _EPOCH).total_seconds() // 60)
    local = moment.astimezone(zone)
    return minutes_since_1970(local.date()) + local.hour * 60 + local.minute
