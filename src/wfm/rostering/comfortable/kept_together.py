"""Which aims steady stints can keep together, as far as linear programs know."""

from collections.abc import Callable, Sequence

from wfm.deadline import OutOfTimeError
from wfm.rostering.comfortable.aims import Aim
from wfm.rostering.comfortable.steady_duties import SteadyDuties
from wfm.solver import clock


def kept_together(
    stated: Callable[[Sequence[Aim]], SteadyDuties], aims: Sequence[Aim], until: float
) -> tuple[list[Aim], SteadyDuties]:
    """Return the aims that stints can keep together, the important ones first, and their program.

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
    kept, program = list(aims), stated(aims)
    if _possible(program, until):
        return kept, program
    kept, program = [], stated([])
    for aim in aims:
        tried = stated([*kept, aim])
        if _possible(tried, until):
            kept, program = [*kept, aim], tried
    return kept, program


def _possible(program: SteadyDuties, until: float) -> bool:
    """Whether nobody need be missing in a program."""
    found = program.possible(until - clock())
    if found is None:
        raise OutOfTimeError
    return found
