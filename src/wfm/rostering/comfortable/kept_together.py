"""Which aims steady stints can keep together, as far as linear programs know."""

from collections.abc import Callable, Sequence

from wfm.deadline import OutOfTimeError
from wfm.rostering.comfortable.aims import Aim
from wfm.rostering.comfortable.steady_duties import SteadyDuties
from wfm.solver import clock


def kept_together(
    stated: Callable[[Sequence[Aim]], SteadyDuties], aims: Sequence[Aim], until: float
) -> list[Aim]:
    """Return the aims that stints can keep together, the important ones first.

    Parameters
    ----------
    stated
        States the program of whole stints with aims.
    aims
        The aims.
    until
        When to end, by `clock` [s].

    Raises
    ------
    OutOfTimeError
        If the time is over before that is known.
    """

    def possible(some: Sequence[Aim]) -> bool:
        found = stated(some).possible(until - clock())
        if found is None:
            raise OutOfTimeError
        return found

    if possible(aims):
        return list(aims)
    kept: list[Aim] = []
    for aim in aims:
        if possible([*kept, aim]):
            kept.append(aim)
    return kept
