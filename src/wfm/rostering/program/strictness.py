"""How strictly the networks read the rules, and what that proves.

The networks of a plan hold only rotations that keep every rule whichever start of a band each duty
has: what is built from them is clean. They leave out some that are clean as well: those that keep
a rest only at some starts, and those that keep an average over months without keeping it in every
week. So where they hold no roster, a wider reading has the last word. In the open one a network
holds every clean rotation, and others too: where it holds no roster, there is none. In the exact
one each start is a band of its own, which for all but the rules over months is both.
"""

from dataclasses import replace

from wfm.work.plan import Plan, Reading


def read_as(plan: Plan, reading: Reading) -> Plan:
    """Return a plan whose networks read the rules openly or exactly."""
    groups = tuple(
        group
        if group.patterns
        else replace(group, rules=tuple(read for rule in group.rules for read in rule.opened()))
        for group in plan.groups
    )
    return replace(plan, groups=groups, reading=reading)


def smaller(plan: Plan) -> Plan:
    """Return a plan of stricter rules, whose networks have far fewer states; itself, if they do."""
    groups = tuple(
        replace(group, rules=tuple(rule.smaller() for rule in group.rules)) for group in plan.groups
    )
    return replace(plan, groups=groups)


def is_exact(plan: Plan, step: int) -> bool:
    """Whether the networks of a plan hold every rotation that keeps its rules.

    Parameters
    ----------
    plan
        The plan.
    step
        Length of an interval [min].
    """
    for group in plan.groups:
        if group.patterns:
            continue
        bands = plan.bands(group, step)
        if not all(rule.is_exact(bands, group.rules) for rule in group.rules):
            return False
    return True
