"""Starts that are worked, and plans of no others."""

from rostering.comfortable.test_seeking import DAYS, GROUP, NEED
from rostering.plans import plan
from wfm.rostering.comfortable.starts import with_starts, worked_starts
from wfm.rostering.folding import fold
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search


def test_a_plan_keeps_the_starts_that_are_worked() -> None:
    made = plan(rules=DAYS, group=[GROUP])
    built = program(made, fold(NEED))
    found = search(built, seconds=60, gap=0.0005)
    narrow = with_starts(made, worked_starts(built, found.columns)).groups[0]
    worked = {
        start for (_, _, start), column in built.groups[0].duties.items() if found.columns[column]
    }
    assert {s for shift in narrow.shifts for s in shift.starts(30)} == worked
    assert worked < {s for shift in made.groups[0].shifts for s in shift.starts(30)}
