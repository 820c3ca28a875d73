"""Until the promise is kept: the requirement changes, the roster follows."""

import numpy as np
import pandas as pd
import pytest

from sparing import few
from test_evaluation import PLAN, forecast_of, roster_of
from wfm import rostering, tables
from wfm.errors import OptionError
from wfm.evaluation.expected import read_calls
from wfm.evaluation.keeping import MOST_ROUNDS, Kept, Loop, keep_promise
from wfm.evaluation.weeks_ahead import Chance, ahead
from wfm.evaluation.worth import Worth
from wfm.options.roster import RosterOptions
from wfm.options.staff import TableOptions
from wfm.work.configuration.roster import plan_from

CHANCE = Chance(weeks=25)


def busy_week() -> pd.DataFrame:
    """Return a week with a morning, an afternoon and a quiet night."""
    forecast = forecast_of(days=7)
    hour = forecast["interval_start"].dt.hour + forecast["interval_start"].dt.minute / 60
    morning, evening = (np.exp(-(((hour - peak) / 3) ** 2)) for peak in (11, 17))
    forecast["calls"] = 2 + 20 * morning + 12 * evening
    return forecast


def loop_of(forecast: pd.DataFrame, goal: float = 0.9, **options: object) -> Loop:
    given = {"shrinkage": 0, "max_occupancy": 1, "volume_cv": 0.1, **options}
    calls = read_calls(forecast, TableOptions(**given))  # type: ignore[arg-type]
    return Loop(ahead(calls, CHANCE), CHANCE, goal, plan_from({}), None)


def kept(start: float) -> tuple[Kept, list[str]]:
    """Begin with what is sized for some service level."""
    loop = loop_of(busy_week())
    sized = loop_of(busy_week(), service_level=start).where.calls
    needed, scheduled = sized.needed()
    table = sized.frame.assign(agents_required=needed, agents_scheduled=scheduled)
    said: list[str] = []
    return keep_promise(table, loop, said.append), said


@pytest.mark.parametrize("start", few(1, [0.6, 0.95]))
def test_it_ends_near_the_goal_wherever_it_begins(start: float) -> None:
    found, said = kept(start)
    assert found.reached
    assert len(found.rounds) <= MOST_ROUNDS + 1
    seen = found.rounds["promise"]
    assert found.rounds["hours"].iloc[-1] != found.rounds["hours"].iloc[0]
    assert 0.88 <= seen.iloc[-1] <= 1.0 or len(found.rounds) == MOST_ROUNDS + 1
    assert found.promise[1] < found.promise[0] < found.promise[2]
    assert said[0].startswith("as given: ")
    assert "requirement raised in" in said[1]
    conformed = tables.conform(found.rounds, tables.ROUNDS)
    pd.testing.assert_frame_equal(conformed, found.rounds)


def test_what_keeps_the_promise_already_is_left_alone() -> None:
    loop = loop_of(forecast_of(days=1, calls=10), goal=0.5)
    needed = pd.Series(2.0, index=loop.where.calls.frame.index)
    table = loop.where.calls.frame.assign(agents_required=needed, agents_scheduled=needed)
    found = keep_promise(table, loop)
    if len(found.rounds) == 1:
        assert (found.requirement["agents_required"] == 2).all()
    assert found.promise[0] <= 1.0


@pytest.mark.slow
def test_a_roster_is_rostered_again() -> None:
    config = {**PLAN, "roster": {**PLAN["roster"], "time_limit": "5s"}}  # type: ignore[dict-item]
    forecast = forecast_of(calls=10)
    by_day = forecast["interval_start"].dt.hour.between(8, 15)
    forecast["calls"] = forecast["calls"].where(by_day, 0.0)
    options = RosterOptions(time_limit="5s")
    where = loop_of(forecast).where
    plan, run = rostering.plan_of(config, options), rostering.run_of(options)
    loop = Loop(where, Chance(weeks=10), 0.5, plan, run)
    found = keep_promise(roster_of(["DDDDD..", "..DDDDD"]), loop)
    assert {"team", "line", "shift"} <= set(found.table)
    assert len(found.rounds) > 1
    assert found.rounds["cost"].notna().all()
    assert found.reached


def test_an_agent_is_worth_the_calls_that_one_more_gains() -> None:
    loop = loop_of(busy_week())
    needed = loop.where.calls.needed()[0]
    worth = Worth(loop.where, CHANCE, needed)
    levels = [worth.level(worth.fewest(level)) for level in (0.7, 0.8, 0.9)]
    assert levels == pytest.approx([0.7, 0.8, 0.9], abs=0.01)
    hours = [worth.fewest(level).sum() for level in (0.7, 0.8, 0.9)]
    assert hours == sorted(hours)
    same = worth.fewest(worth.level(needed))
    assert same.sum() <= needed.sum()


def test_a_goal_for_certain_or_nothing_promised_is_refused() -> None:
    table = forecast_of().assign(agents_scheduled=2)
    with pytest.raises(OptionError, match="is not between 0 and 1"):
        keep_promise(table, loop_of(forecast_of(), goal=1.0))
    with pytest.raises(OptionError, match="nothing is promised"):
        keep_promise(table, loop_of(forecast_of(), service_level="none", asa=20, volume_cv=None))
