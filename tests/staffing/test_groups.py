"""Queues put together, and agents with several skills."""

import pandas as pd
import pytest

from staffing.forecasts import DAY, forecast, queues, said
from wfm.errors import InputError, OptionError
from wfm.staffing import staff


def test_pooling_saves_and_says_how_much(caplog: pytest.LogCaptureFixture) -> None:
    alone = staff(queues())
    table, lines = said(caplog, staff, queues(), pool=True)
    assert list(table["queue"].unique()) == ["sales+help+tech"]
    assert table["calls"][0] == 190
    assert table["load_erlangs"][0] == pytest.approx(alone["load_erlangs"].iloc[::4].sum())
    before, after = alone["agents_required"].sum() / 2, table["agents_required"].sum() / 2
    assert after < before
    assert f"{after:.1f} instead of {before:.1f} agent-hours" in lines[0]


def test_some_queues_can_be_pooled() -> None:
    table = staff(queues(), pool="sales+help")
    assert list(table["queue"].unique()) == ["sales+help", "tech"]


def test_pools_need_the_same_intervals() -> None:
    with pytest.raises(InputError, match="other intervals"):
        staff(queues().drop(index=11), pool=True)
    channels = {"phone": {}, "mail": {"response": "1h"}}
    mixed = queues().assign(channel=["phone"] * 8 + ["mail"] * 4)
    for together in ({"pool": True}, {"skills": "sales+help,tech"}):
        with pytest.raises(InputError, match="only queues of one channel"):
            staff(mixed, channels=channels, **together)
    assert len(staff(mixed, channels=channels, pool="sales+help")) == 8
    with pytest.raises(OptionError, match="no column queue"):
        staff(forecast(DAY), pool=True)
    with pytest.raises(InputError, match="column agents belongs to single queues"):
        staff(queues().assign(agents=3.0), pool=True)


def test_skills_are_bounded_and_change_nothing(caplog: pytest.LogCaptureFixture) -> None:
    table, lines = said(caplog, staff, queues(), skills="sales+help,help+tech")
    pd.testing.assert_frame_equal(table, staff(queues()))
    assert "nobody counted twice" in lines[0]
