"""What if: scenarios against the base."""

import logging
from typing import Any

import pandas as pd
import pytest

from staffing.forecasts import forecast
from wfm.errors import InputError, OptionError
from wfm.staffing import staff, what_if

DAY = [5.0] * 16 + [100.0] * 24 + [20.0] * 8


class TestTable:
    def test_a_base_and_its_differences(self) -> None:
        table = what_if(forecast(DAY), "aht=-10%,shrinkage=0.35", cost_per_hour=20)
        assert list(table["scenario"]) == [
            "base",
            "aht=-10%",
            "shrinkage=0.35",
            "aht=-10%,shrinkage=0.35",
        ]
        base = staff(forecast(DAY))
        paid = base["agents_scheduled"].sum() / 2
        assert table["paid_hours"][0] == paid
        assert table["agents"][0] == base["agents_scheduled"].max()
        assert table["cost"][0] == 20 * paid
        assert table["fte"][0] == pytest.approx(paid / 40, abs=0.01)
        assert (table.filter(like="delta").iloc[0] == 0).all()
        assert table["delta_cost"][1] < 0 < table["delta_cost"][2]
        assert table["paid_hours"][1] == table["paid_hours"][0] + table["delta_paid_hours"][1]

    def test_scenarios_are_what_staff_says_of_a_changed_forecast(self) -> None:
        table = what_if(forecast(DAY), "calls=+20%;aht=270;service_level=0.95", min_agents=2)
        changed = forecast([1.2 * calls for calls in DAY])
        for row, (frame, level) in enumerate(
            [(changed, 0.8), (forecast(DAY, 270.0), 0.8), (forecast(DAY), 0.95)], 1
        ):
            need = staff(frame, min_agents=2, service_level=level)
            assert table["paid_hours"][row] == need["agents_scheduled"].sum() / 2

    def test_fte_is_per_week(self) -> None:
        """A day is not taken for a week of such days; three weeks are averaged."""
        day, weeks = what_if(forecast(DAY), "calls=+5%"), what_if(forecast(DAY * 21), "calls=+5%")
        assert day["fte"][0] == pytest.approx(day["paid_hours"][0] / 40, abs=0.01)
        assert weeks["fte"][0] == pytest.approx(weeks["paid_hours"][0] / 120, abs=0.01)

    def test_fte_of_whole_people_and_of_the_workload(self) -> None:
        """14 agents round the clock, 19 % away: 58.8 / 0.81, or 18 people in every interval."""
        table = what_if(
            forecast([105.22915] * 336, 180.0), "shrinkage=0",
            threshold="30s", max_occupancy=1, shrinkage=0.19,
        )  # fmt: skip
        assert list(table["fte"]) == [75.6, 58.8]
        assert list(table["fte_workload"]) == [72.59, 58.8]
        assert list(table["delta_fte_workload"]) == [0, -13.79]
        assert list(table["paid_hours"]) == [18 * 168, 14 * 168]

    def test_queues_add_up(self) -> None:
        both = pd.concat(
            [forecast(DAY).assign(queue="a"), forecast(DAY).assign(queue="b")], ignore_index=True
        )
        one, two = what_if(forecast(DAY), "calls=+5%"), what_if(both, "calls=+5%")
        assert two["fte"][0] == pytest.approx(2 * one["fte"][0], abs=0.02)
        assert two["agents"][0] == 2 * one["agents"][0]

    def test_pools_are_compared_as_pools(self, caplog: pytest.LogCaptureFixture) -> None:
        both = pd.concat(
            [forecast(DAY).assign(queue="a"), forecast(DAY).assign(queue="b")], ignore_index=True
        )
        with caplog.at_level(logging.INFO, "wfm.staffing"):
            table = what_if(both, "calls=+5%", pool="all", skills="a+b")
        assert table["paid_hours"][0] == staff(both, pool="all")["agents_scheduled"].sum() / 2
        assert any(line.startswith("pooling a + b") for line in caplog.messages)
        assert any(line.startswith("skills a+b") for line in caplog.messages)

    def test_seats_and_given_staffs_say_what_the_numbers_do_not_show(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO, "wfm.staffing"):
            seats = what_if(forecast(DAY), "calls=+50%", max_agents=14)
            what_if(forecast(DAY), "calls=+50%", agents=20)
        assert seats["agents"][1] == seats["agents"][0]
        assert any("calls=+50%: max_agents 14 is up to" in line for line in caplog.messages)
        assert any(
            line.startswith("calls=+50%: a given staff") and "achieves" in line
            for line in caplog.messages
        )

    def test_a_scenario_goes_before_the_column_of_shrinkage(self) -> None:
        table = what_if(forecast(DAY).assign(shrinkage=0.1), "shrinkage=0.5")
        expected = staff(forecast(DAY), shrinkage=0.5)["agents_scheduled"].sum() / 2
        assert table["paid_hours"][1] == expected

    @pytest.mark.parametrize(
        "base",
        ["absence=0.10,training=0.05", {"absence": 0.1, "training": {"Mon 08:00-10:00": 0.3}}],
    )
    def test_parts_of_shrinkage_change_one_at_a_time(
        self, base: dict[str, dict[str, float] | float] | str
    ) -> None:
        text = "shrinkage.absence=0.12,shrinkage.training=3%"
        table = what_if(forecast(DAY), text, shrinkage=base)
        for row, parts in enumerate(
            [{"absence": 0.12}, {"training": 0.03}, {"absence": 0.12, "training": 0.03}], 1
        ):
            before = base if isinstance(base, dict) else {"absence": 0.1, "training": 0.05}
            need = staff(forecast(DAY), shrinkage={**before, **parts})
            assert table["paid_hours"][row] == need["agents_scheduled"].sum() / 2

    def test_parts_change_in_the_channel_that_has_them(self) -> None:
        one = forecast(DAY).assign(queue="a", channel="phone")
        channels = {"phone": {"shrinkage": {"absence": 0.1, "training": 0.1}}}
        table = what_if(one, "shrinkage.absence=0.3", channels=channels, shrinkage=0.5)
        need = staff(forecast(DAY), shrinkage=0.4)
        assert table["paid_hours"][1] == need["agents_scheduled"].sum() / 2

    def test_a_part_that_is_not_there_cannot_change(self) -> None:
        with pytest.raises(OptionError, match="its parts are absence, training"):
            what_if(forecast(DAY), "shrinkage.absense=0.1", shrinkage="absence=0.1,training=0.1")
        with pytest.raises(OptionError, match="it is one number: give its parts"):
            what_if(forecast(DAY), "shrinkage.absence=0.1")
        with pytest.raises(OptionError, match="a column shrinkage, which has no parts"):
            what_if(forecast(DAY).assign(shrinkage=0.2), "shrinkage.a=0.1", shrinkage="a=0.2")

    def test_longer_opening_hours(self) -> None:
        short = "Mon-Fri 08:00-20:00, Sat 09:00-13:00"
        long = "Mon-Fri 07:00-22:00, Sat 08:00-20:00"
        table = what_if(forecast(DAY * 7), f"open={long}", open=short)
        need = staff(forecast(DAY * 7), open=long)
        assert list(table["scenario"]) == ["base", f"open={long}"]
        assert table["paid_hours"][1] == need["agents_scheduled"].sum() / 2

    def test_an_option_of_a_channel_changes_there(self) -> None:
        parts = [forecast(DAY).assign(queue=name, channel=name) for name in ("phone", "mail")]
        both = pd.concat(parts, ignore_index=True)
        channels = {"phone": {}, "mail": {"response": "1h"}}
        table = what_if(both, "response=12h;service_level=0.95", channels=channels)
        slow = staff(both, channels={"phone": {}, "mail": {"response": "12h"}})
        good = staff(both, channels=channels, service_level=0.95)
        assert table["paid_hours"][1] == slow["agents_scheduled"].sum() / 2
        assert table["paid_hours"][2] == good["agents_scheduled"].sum() / 2

    def test_shorter_chats(self) -> None:
        chat: dict[str, Any] = {"concurrency": 2, "chat_aht": "300,420"}
        table = what_if(forecast(DAY), "aht=-50%", **chat)
        short = staff(forecast(DAY), concurrency=2, chat_aht="150,210")
        assert table["paid_hours"][1] == short["agents_scheduled"].sum() / 2
        of_all = what_if(forecast(DAY), "aht=-50%", concurrency=2, chat_aht="x1,x1.4")
        assert of_all["delta_agents"][1] < 0

    def test_seats_can_be_taken_away(self) -> None:
        table = what_if(forecast(DAY), "max_agents=none", max_agents=5)
        assert table["delta_agents"][1] > 0

    def test_errors(self) -> None:
        with pytest.raises(OptionError, match="weekly_hours"):
            what_if(forecast(DAY), "calls=+5%", weekly_hours=0)
        with pytest.raises(OptionError, match="cost_per_hour"):
            what_if(forecast(DAY), "calls=+5%", cost_per_hour=-1)
        with pytest.raises(InputError, match="aht_seconds to change"):
            what_if(forecast([0.0]).drop(columns="aht_seconds"), "aht=-5%")
        with pytest.raises(OptionError, match="not a fraction"):
            what_if(forecast(DAY), "shrinkage=1.2")
