"""Options of staffing: what is taken, what is refused, and one list of them everywhere."""

import datetime as dt
from typing import Any

import pytest

from staffing.forecasts import forecast, one
from wfm.errors import OptionError
from wfm.staffing import staff
from wfm.staffing.options import DEFAULTS


class TestValues:
    def test_none_switches_off_what_is_not_in_force_by_itself(self) -> None:
        off: dict[str, Any] = {name: "none" for name, value in DEFAULTS.items() if value is None}
        assert one(100, **off).equals(one(100))

    def test_a_single_date_and_a_single_handling_time(self) -> None:
        day = dt.date(2026, 3, 23)
        assert one(100, closed=day)["binding"] == "closed"
        with pytest.raises(OptionError, match="one handling time for each"):
            one(100, concurrency=2, chat_aht=300)


@pytest.mark.parametrize(
    ("options", "option", "says"),
    [
        ({"concurrency": 2, "patience": 60}, "patience", "hang up only"),
        ({"concurrency": 2, "lines": 9}, "lines", "for calls"),
        ({"concurrency": 101}, "concurrency", "at most 100"),
        ({"model": "workload", "lines": 9}, "lines", "for calls"),
        ({"response": "4h", "lines": 9}, "lines", "for calls"),
        ({"response": "4h", "concurrency": 2}, "concurrency", "cannot wait"),
        (
            {"response": "4h", "model": "erlang_a", "patience": 9},
            "model",
            "cannot be sized with erlang_a",
        ),
        ({"agents": 1e300}, "agents", "too many"),
        ({"min_agents": 1e300}, "min_agents", "too many"),
        ({"min_agents": 10**400}, "min_agents", "finite"),
        ({"threshold": 1e300}, "threshold", "too long"),
        ({"asa": 1e-300}, "asa", "not attainable"),
        ({"max_occupancy": 1e-300}, "max_occupancy", "not attainable"),
        ({"closed": 3}, "closed", "not a date"),
        ({"model": "erlang"}, "model", "not one of"),
        ({"model": "erlang_a"}, "patience", "needs the mean patience"),
        ({"patience": 60}, "patience", "hang up only"),
        ({"max_abandonment": 0.05}, "max_abandonment", "hang up only"),
        (
            {"max_abandonment": 0, "model": "erlang_a", "patience": 9},
            "max_abandonment",
            "attainable",
        ),
        ({"sl_definition": "answered"}, "sl_definition", "makes no difference"),
        ({"sl_definition": "all", "model": "erlang_a", "patience": 9}, "sl_definition", "not one"),
        ({"redial": 0.5}, "redial", "only with"),
        ({"redial": 1, "model": "erlang_x", "patience": 60}, "redial", "below 1"),
        ({"lines": 0}, "lines", "at least 1"),
        ({"concurrency": 0}, "concurrency", "at least 1"),
        (
            {"concurrency": 2, "model": "erlang_a", "patience": 9},
            "concurrency",
            "cannot be sized with erlang_a",
        ),
        ({"concurrency": 2, "chat_aht": "300"}, "chat_aht", "one handling time for each"),
        ({"concurrency": 2, "chat_aht": "x1,420"}, "chat_aht", "all of them seconds"),
        ({"concurrency": 2, "chat_aht": "x1,x0"}, "chat_aht", "above 0"),
        ({"chat_aht": "300,420"}, "chat_aht", "needs concurrency"),
        ({"fractional": True, "concurrency": 2}, "fractional", "whole agents"),
        ({"fractional": "maybe"}, "fractional", "true nor false"),
        ({"interval_peak": "max"}, "interval_peak", "set lag"),
        ({"lag": "yes"}, "lag", "none, mol, auto"),
        ({"volume_cv": 2}, "volume_cv", "not a fraction"),
        ({"volume_cv": 0.1, "asa": 10}, "asa", "erlang_a"),
        ({"band_level": 1}, "band_level", "between 0 and 1"),
        ({"agents": -1}, "agents", "negative"),
        ({"agents": 5, "response": "4h"}, "agents", "planned, not judged"),
        ({"fill_idle": True}, "fill_idle", "give response"),
        ({"max_agents": 2, "min_agents": 3}, "max_agents", "below min_agents"),
        ({"closed": "Christmas"}, "closed", "no holidays known"),
        ({"pool": "a+b"}, "pool", "no column queue"),
    ],
)
def test_options_that_make_no_sense(options: dict[str, Any], option: str, says: str) -> None:
    with pytest.raises(OptionError, match=says) as caught:
        staff(forecast([5, 5]), **options)
    assert caught.value.option == option
