"""What a plan comes to, in five lines: what was found, what is uncertain, what to look at."""

from collections.abc import Iterator, Mapping

from wfm.pipeline.given import Figure
from wfm.pipeline.manifest import Manifest
from wfm.quoting import quoted
from wfm.units import written

_Figures = Mapping[str, Figure]
# The figures of each queue by its name; "" where there is only one.
_OfQueues = Mapping[str, _Figures]


def told(manifest: Manifest, queues: Mapping[str, str]) -> Iterator[str]:
    """Say what a plan comes to.

    Parameters
    ----------
    manifest
        Its steps.
    queues
        The queues by their folders; none where there is only one.
    """
    steps = manifest.steps
    if "forecast" in steps:
        yield _calls(steps["forecast"].figures)
    if "staff" in steps:
        yield _need(steps["staff"].figures)

    def of_each(step: str) -> dict[str, _Figures]:
        places = {f"{folder}/{step}": name for folder, name in queues.items()} or {step: ""}
        return {name: steps[at].figures for at, name in places.items() if at in steps}

    rosters, judged, simulated = of_each("roster"), of_each("evaluate"), of_each("simulate")
    if rosters:
        yield _rosters(rosters)
    if judged and simulated:
        yield _promise(judged, simulated)
    yield _to_look_at(rosters, judged, of_each("schedule"))


def _number(figures: _Figures, name: str) -> float:
    value = figures.get(name, 0.0)
    return 0.0 if isinstance(value, str) else float(value)


def _count(number: float, what: str) -> str:
    return f"{written(round(number))} {what}{'s' * (round(number) != 1)}"


def _calls(forecast: _Figures) -> str:
    calls, band = _number(forecast, "calls"), _number(forecast, "band")
    off = f"; an interval may well be {band / calls:.0%} off" if calls and band else ""
    days = _count(_number(forecast, "days"), "day")
    return f"calls: {written(round(calls))} in {days} from {forecast['first']}{off}"


def _need(staff: _Figures) -> str:
    on_phones, peak = written(_number(staff, "required")), staff["peak"]
    scheduled = written(_number(staff, "scheduled"))
    return f"need: up to {on_phones} agents on the phones, {scheduled} on the roster, on {peak}"


def _rosters(rosters: _OfQueues) -> str:
    agents = _count(sum(_number(one, "agents") for one in rosters.values()), "agent")
    teams = _count(sum(_number(one, "teams") for one in rosters.values()), "team")
    hours = written(sum(_number(one, "paid_hours") for one in rosters.values()))
    far, gap = max(((name, _number(one, "gap")) for name, one in rosters.items()), key=_second)
    differ = any(one["repeats"] == "False" for one in rosters.values())
    last = "; time ended a search, and another run may differ" if differ else ""
    named = f" (the farthest: {quoted(far)})" if far else ""
    cost = f"within {gap:.2%} of the least cost{named}" if gap > 0 else "none can cost less"
    return f"roster: {agents} in {teams}, {hours} paid hours a week, {cost}{last}"


def _promise(judged: _OfQueues, simulated: _OfQueues) -> str:
    promised = {name: one for name, one in simulated.items() if "kept" in one}
    if not promised:
        return "promise: no service level is asked for, or nobody calls"
    least = min(promised, key=lambda name: _number(promised[name], "kept"))
    by_formula = judged[least]
    one = {**by_formula, **promised[least]}
    target, level = _number(one, "target"), _number(one, "service_level")
    threshold, other = _number(one, "threshold"), _number(by_formula, "threshold")
    kept, low, high = (_number(one, name) for name in ("kept", "kept_low", "kept_high"))
    named = f", the least likely {quoted(least)}" if least else ""
    return (
        f"promise: {target:.0%} within {threshold:g} s is kept in "
        f"{kept:.0%} of the simulated weeks ({low:.0%} to {high:.0%}){named}: service level "
        f"{level:.0%}, by formula {_number(by_formula, 'service_level'):.0%}"
        f"{f' within {other:g} s' * (other != threshold)}"
    )


def _to_look_at(rosters: _OfQueues, judged: _OfQueues, schedules: _OfQueues) -> str:
    found = []
    short = {name: one for name, one in rosters.items() if _number(one, "short_hours") > 0}
    for name, one in short.items():
        hours = f"{_number(one, 'short_hours'):,.1f} agent-hours a week"
        found.append(f"the roster{_of(name)} is {hours} short of the requirement")
    for name, one in schedules.items():
        if one.get("worst"):
            hours = f"{_number(one, 'missing_hours'):,.1f} agent-hours"
            away = _number(one, "allowed_hours")
            known = f", {away:,.1f} of them known absences that the need allows for" if away else ""
            found.append(
                f"the schedule{_of(name)} leaves {hours} uncovered{known}, most on {one['worst']}"
            )
    weak = {name: one for name, one in judged.items() if "weakest" in one}
    if weak:
        name = min(weak, key=lambda name: _number(weak[name], "weakest_level"))
        one = weak[name]
        found.append(
            f"the weakest interval{_of(name)} is {one['weakest']}: "
            f"{_number(one, 'weakest_level'):.0%} of {_number(one, 'weakest_calls'):.0f} calls in "
            "time"
        )
    return f"look at: {'; '.join(found) or 'nothing stands out'}"


def _of(queue: str) -> str:
    return f" of {quoted(queue)}" if queue else ""


def _second(pair: tuple[str, float]) -> float:
    return pair[1]
