"""The five lines that a plan ends with."""

from wfm.pipeline.given import Figure
from wfm.pipeline.manifest import Manifest, Record
from wfm.pipeline.telling import told

FORECAST: dict[str, Figure] = {"calls": 1000.0, "band": 240.0, "days": 28, "first": "2026-02-02"}
STAFF: dict[str, Figure] = {"required": 26.0, "scheduled": 38.0, "peak": "Mon 2026-02-02 10:30"}


def roster(agents: int, gap: float, short: float = 0.0) -> dict[str, Figure]:
    figures: dict[str, Figure] = {"agents": agents, "teams": 1, "paid_hours": 40.0 * agents}
    return {**figures, "gap": gap, "short_hours": short, "repeats": "True"}


def judged(level: float) -> dict[str, Figure]:
    weakest: dict[str, Figure] = {"weakest": "Wed 2026-02-04 10:30", "weakest_level": level}
    return {
        "service_level": 0.93,
        "threshold": 20.0,
        "target": 0.8,
        "weakest_calls": 164.5,
    } | weakest


def simulated(kept: float) -> dict[str, Figure]:
    promised: dict[str, Figure] = {"service_level": 0.88, "target": 0.8, "threshold": 20.0}
    return promised | {"kept": kept, "kept_low": kept - 0.02, "kept_high": kept + 0.02}


def lines(steps: dict[str, dict[str, Figure]], queues: dict[str, str] | None = None) -> list[str]:
    whole = {"forecast": FORECAST, "staff": STAFF, **steps}
    records = {place: Record("", {}, figures) for place, figures in whole.items()}
    return list(told(Manifest(records), queues or {}))


def test_of_one_queue() -> None:
    schedule: dict[str, Figure] = {
        "missing_hours": 25.5,
        "worst": "Tue 2026-02-03 09:00-10:00: 2 agents missing",
    }
    steps = {
        "roster": roster(91, 0.0071),
        "evaluate": judged(0.81),
        "simulate": simulated(0.95),
        "schedule": schedule,
    }
    assert lines(steps) == [
        "calls: 1,000 in 28 days from 2026-02-02; an interval may well be 24% off",
        "need: up to 26 agents on the phones, 38 on the roster, on Mon 2026-02-02 10:30",
        "roster: 91 agents in 1 team, 3,640 paid hours a week, within 0.71% of the least cost",
        (
            "promise: 80% within 20 s is kept in 95% of the simulated weeks (93% to 97%): service "
            "level 88%, by formula 93%"
        ),
        (
            "look at: the schedule leaves 25.5 agent-hours uncovered, most on Tue 2026-02-03 "
            "09:00-10:00: 2 agents missing; the weakest interval is Wed 2026-02-04 10:30: 81% of "
            "164 calls in time"
        ),
    ]


def test_of_several_queues_the_worst_is_named() -> None:
    steps = {
        "a/roster": roster(10, 0.0),
        "b/roster": roster(5, 0.02, short=3.0) | {"repeats": "False"},
        "a/evaluate": judged(0.7),
        "b/evaluate": judged(0.9),
        "a/simulate": simulated(0.9),
        "b/simulate": simulated(0.5),
    }
    _, _, rosters, promise, look = lines(steps, {"a": "Sales", "b": "Help"})
    assert rosters == (
        "roster: 15 agents in 2 teams, 600 paid hours a week, within 2.00% of the least cost (the "
        "farthest: 'Help'); time ended a search, and another run may differ"
    )
    assert "kept in 50% of the simulated weeks (48% to 52%), the least likely 'Help" in promise
    assert "the roster of 'Help' is 3.0 agent-hours a week short" in look
    assert "the weakest interval of 'Sales'" in look


def test_the_promise_is_the_one_that_was_simulated() -> None:
    own: dict[str, Figure] = {"target": 0.99, "threshold": 5.0}
    steps = {
        "roster": roster(5, 0.0),
        "evaluate": judged(0.9),
        "simulate": simulated(0.5) | own,
    }
    promise = lines(steps)[3]
    assert promise.startswith("promise: 99% within 5 s is kept in 50% of the simulated weeks")
    assert promise.endswith("service level 88%, by formula 93% within 20 s")


def test_without_a_promise_or_a_roster() -> None:
    steps: dict[str, dict[str, Figure]] = {
        "roster": roster(91, 0.0),
        "evaluate": judged(1.0),
        "simulate": {"weeks": 3},
    }
    assert lines(steps)[3] == "promise: no service level is asked for, or nobody calls"
    assert lines({})[-1] == "look at: nothing stands out"
