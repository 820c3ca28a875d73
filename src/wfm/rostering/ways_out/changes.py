"""Changes of a plan that are worth a price: rules, agents, shifts and contracts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wfm.units import duration, hhmm
from wfm.weekdays import DAY
from wfm.work.plan import Group, Plan
from wfm.work.rules.catalogue import ContractHours, Rule
from wfm.work.shifts import Shift
from wfm.work.wording import agents as counted

SHORT_SHIFT = 300
AGENTS = "the number of agents"


@dataclass(frozen=True)
class Variant:
    """A change of a plan.

    Parameters
    ----------
    words
        What is changed; empty where that is said by the number of agents.
    change
        The change itself.
    """

    words: str
    change: Callable[[Plan], Plan]

    def __add__(self, other: "Variant") -> "Variant":
        """Make both changes."""
        words = " and ".join(word for word in (self.words, other.words) if word)
        return Variant(words, lambda plan: other.change(self.change(plan)))


# --- what binds -----------------------------------------------------------------------------


def dropped(plan: Plan) -> Iterator[Variant]:
    """Leave out each rule and limit of a plan in turn; contracts always hold."""
    if plan.max_over is not None:
        yield Variant("max_over", lambda plan: replace(plan, max_over=None))
    if plan.coverage == "exact":
        yield Variant('coverage = "exact"', lambda plan: replace(plan, coverage="at_least"))
    if any(group.agents != (0, None) for group in plan.groups):
        yield Variant(AGENTS, lambda plan: _with_agents(plan, None))
    rules = {rule for group in plan.groups for rule in group.rules}
    for name in sorted({rule.name for rule in rules if rule.left_out() != (rule,)}):
        yield Variant(name, _without(name))


def _without(name: str) -> Callable[[Plan], Plan]:
    def without(rules: Sequence[Rule]) -> tuple[Rule, ...]:
        left = [kept for rule in rules if rule.name == name for kept in rule.left_out()]
        return (*dict.fromkeys(left), *(rule for rule in rules if rule.name != name))

    def change(plan: Plan) -> Plan:
        groups = tuple(replace(group, rules=without(group.rules)) for group in plan.groups)
        return replace(plan, groups=groups)

    return change


def _with_agents(plan: Plan, name: str | None) -> Plan:
    """Return a plan with as many agents as needed in a group, or in all."""
    groups = tuple(
        replace(group, agents=(0, None)) if name in (None, group.name) else group
        for group in plan.groups
    )
    return replace(plan, groups=groups)


# --- ways out -------------------------------------------------------------------------------


def agents(plan: Plan) -> Iterator[Variant]:
    """Set the number of agents free: of all groups, and of each that is bounded."""
    bounded = [group.name for group in plan.groups if group.agents != (0, None)]
    if bounded:
        yield Variant("", lambda plan: _with_agents(plan, None))
    if len(bounded) > 1:
        for name in bounded:
            yield Variant("", lambda plan, name=name: _with_agents(plan, name))  # type: ignore[misc]


# A rule that is loosened further is another rule.
_MOST_STEPS = 4


def looser(plan: Plan, names: set[str], steps: int) -> Iterator[Variant]:
    """Loosen rules of these names by some steps; what a statute asks for is left alone."""
    rules = {rule for group in plan.groups for rule in group.rules if not rule.citation}
    for rule in sorted(rules, key=str):
        if rule.name in names and steps <= _MOST_STEPS:
            for words, made in rule.looser(steps):
                yield Variant(f"allow {words}", _exchanged(rule, made))
    if plan.max_over is not None and "max_over" in names:
        more = plan.max_over + steps
        yield Variant(
            f"allow {counted(more)} above the requirement",
            lambda plan: replace(plan, max_over=more),
        )
    if plan.coverage == "exact" and steps == 1:
        yield Variant(
            "cover at least the requirement, not exactly",
            lambda plan: replace(plan, coverage="at_least"),
        )


def _exchanged(old: Rule, new: Rule) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        groups = tuple(
            replace(group, rules=tuple(new if rule == old else rule for rule in group.rules))
            for group in plan.groups
        )
        return replace(plan, groups=groups)

    return change


# --- shifts and contracts -------------------------------------------------------------------


def short_shift(group: Group, window: tuple[int, int]) -> Variant:
    """Add a five-hour shift without a meal to a group."""
    first, last = window
    span = f"{hhmm(first)}-{hhmm(first + SHORT_SHIFT)}"
    if first < last:
        span = f"starts of {hhmm(first)}-{hhmm(last)}"
    name = _new_name("short", [shift.name for shift in group.shifts])
    ahead = group.ahead_of_site
    shift = Shift(name, (window,), SHORT_SHIFT, SHORT_SHIFT, (), ahead_of_site=ahead)

    def change(plan: Plan) -> Plan:
        return _changed(plan, group.name, lambda g: replace(g, shifts=(*g.shifts, shift)))

    return Variant(f"a 5-hour shift at {span} in '{group.name}'", change)


def wider_starts(plan: Plan, step: int) -> Iterator[Variant]:
    """Let each shift start up to two hours earlier or later."""
    for group in plan.groups:
        for shift in group.shifts:
            first, last = shift.windows[0][0], shift.windows[-1][1]
            low, high = max(0, first - 120), min(DAY - step, last + 120)
            for window in ((low, last), (first, high - (high - first) % step)):
                if window != (first, last):
                    words = f"starts of '{shift.name}' from {hhmm(window[0])} to {hhmm(window[1])}"
                    yield Variant(words, _restarted(group.name, shift, window))


def _restarted(name: str, shift: Shift, window: tuple[int, int]) -> Callable[[Plan], Plan]:
    wider = replace(shift, windows=(*shift.windows, window))

    def change(plan: Plan) -> Plan:
        return _changed(
            plan,
            name,
            lambda g: replace(g, shifts=tuple(wider if s == shift else s for s in g.shifts)),
        )

    return change


def contract(plan: Plan, weekly: int, paid: int, meal: int, window: tuple[int, int]) -> Variant:
    """Add a contract beside the others, under the rules of the first group.

    Parameters
    ----------
    weekly, paid, meal
        Hours of the contract, paid hours of its duties and length of their meal [min].
    window
        First and last start of its duties [min after midnight].
    """
    group = plan.groups[0]
    common = tuple(rule for rule in group.rules if rule.for_all)
    pauses = group.shifts[0].pauses[:1] if meal else ()
    presence = paid + sum(pause.minutes for pause in pauses if not pause.paid)
    name = _new_name("other", [group.name for group in plan.groups])
    ahead = group.ahead_of_site
    other = Group(
        name=name,
        shifts=(Shift(name, (window,), presence, paid, pauses, ahead_of_site=ahead),),
        rules=(*common, ContractHours(weekly)),
        weekly_minutes=weekly,
        cost_per_hour=group.cost_per_hour,
        night_premium=group.night_premium,
        sunday_premium=group.sunday_premium,
        weekend_premium=group.weekend_premium,
        weekend=group.weekend,
        zone=group.zone,
    )
    words = (
        f"agents on {duration(weekly)} a week in {paid / 60:g}-hour shifts "
        f"that start from {hhmm(window[0])} to {hhmm(window[1])}"
    )
    return Variant(words, lambda plan: replace(plan, groups=(*plan.groups, other)))


def _changed(plan: Plan, name: str, change: Callable[[Group], Group]) -> Plan:
    groups = tuple(change(group) if group.name == name else group for group in plan.groups)
    return replace(plan, groups=groups)


def _new_name(name: str, taken: list[str]) -> str:
    return name if name not in taken else _new_name(f"{name}_", taken)
