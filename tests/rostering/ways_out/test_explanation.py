"""Why there is no roster, and the ways out of that."""

import logging
import re

import pytest

from rostering.plans import block, day_group, plan, requirement, rules
from wfm.errors import InfeasibleError
from wfm.rostering import roster
from wfm.rostering.ways_out.explanation import why_not
from wfm.work.week import Week

FREE = rules(weekends_on=None)
FEW = plan(group=[day_group(agents=5)], rules=FREE)
WEEK = Week(block(9, 15, 6), 30)


def test_an_impossible_plan_tells_the_ways_out(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="wfm")
    with pytest.raises(InfeasibleError) as caught:
        roster(requirement(WEEK.required), FEW, time_limit=20)
    assert "what binds: the number of agents" in str(caught.value)
    assert "\n" not in str(caught.value)
    listed = [line for line in caplog.messages if re.match(r"\d\. ", line)]
    assert listed[0].startswith("1. ")
    assert "best way out: " + listed[0][3:] in str(caught.value)
    assert any(re.search(r"\d\. 7 more agents: 0 short, cost 480", line) for line in listed)


@pytest.mark.slow
def test_what_stays_short_is_counted_in_whole_agents() -> None:
    # Five agents work 25 duties of the 42 that six on each day are; meals leave one more away.
    found = why_not(FEW, WEEK, seconds=20)
    hours = re.search(
        r"; ([\d.]+) agent-hours a week stay uncovered, at worst \d agents: ", found.reason
    )
    assert hours is not None
    assert float(hours[1]) % 0.5 == 0
    elastic = roster(requirement(WEEK.required), FEW, elastic=True, time_limit=20)
    assert float(hours[1]) == pytest.approx(elastic.hours_short, rel=0.1)


def test_a_proof_alone_needs_no_explanation() -> None:
    with pytest.raises(InfeasibleError, match=r"^no roster satisfies the rules and covers"):
        roster(requirement(WEEK.required), FEW, explain=False)
