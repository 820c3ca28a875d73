"""Each channel with its options, and those that are given for all."""

from typing import Any, ClassVar

import pandas as pd
import pytest

from staffing.forecasts import forecast, queues, said
from wfm.errors import InputError, OptionError
from wfm.staffing import staff


def test_each_channel_has_its_options(caplog: pytest.LogCaptureFixture) -> None:
    named = queues().assign(channel=["phone"] * 4 + ["chat"] * 4 + ["mail"] * 4)
    channels = {
        "phone": {"service_level": 0.9},
        "chat": {"concurrency": 2, "chat_aht": "x1,x1.5"},
        "mail": {"response": "1h"},
    }
    table, lines = said(caplog, staff, named, channels=channels)
    assert list(table["channel"].unique()) == ["phone", "chat", "mail"]
    assert [line.split(":")[0] for line in lines] == ["phone", "chat", "mail"]
    phone = staff(queues()[:4], service_level=0.9)
    assert (table["agents_required"][:4] == phone["agents_required"]).all()
    with pytest.raises(InputError, match="nothing is configured for 'mail'"):
        staff(named, channels={"phone": {}, "chat": {}})


def test_options_of_calls_may_stand_above_a_table_of_mail_alone() -> None:
    mail = forecast([10.0] * 4).assign(channel="mail")
    calls: dict[str, Any] = {
        "model": "erlang_a",
        "patience": "2m",
        "lines": 50,
        "concurrency": 2,
    }
    table = staff(mail, channels={"mail": {"response": "1h"}}, **calls)
    plain = staff(mail.drop(columns="channel"), response="1h")
    assert table.drop(columns="channel").equals(plain)


class TestOptionsForAllChannels:
    """What is given for all holds for the channels about which it says something."""

    CHANNELS: ClassVar[dict[str, dict[str, Any]]] = {
        "phone": {},
        "chat": {"concurrency": 3},
        "mail": {"model": "workload", "response": "1h"},
    }

    @pytest.fixture
    def table(self) -> pd.DataFrame:
        parts = [forecast([100.0] * 8).assign(queue=name, channel=name) for name in self.CHANNELS]
        return pd.concat(parts, ignore_index=True)

    def test_only_work_that_can_wait_fills_idle_time(self, table: pd.DataFrame) -> None:
        flagged = staff(table, channels=self.CHANNELS, fill_idle=True)
        mail = {**self.CHANNELS["mail"], "fill_idle": True}
        own = staff(table, channels={**self.CHANNELS, "mail": mail})
        pd.testing.assert_frame_equal(flagged, own)

    def test_only_callers_hang_up(self, table: pd.DataFrame) -> None:
        callers: dict[str, Any] = {"model": "erlang_a", "patience": "2m", "max_abandonment": 0.05}
        for_all = staff(table, channels=self.CHANNELS, **callers)
        own = staff(table, channels={**self.CHANNELS, "phone": callers})
        pd.testing.assert_frame_equal(for_all, own)

    def test_what_suits_no_channel_is_refused(self, table: pd.DataFrame) -> None:
        with pytest.raises(OptionError, match="fill_idle"):
            staff(table, channels={**self.CHANNELS, "mail": {}}, fill_idle=True)
        with pytest.raises(OptionError, match="redial"):
            staff(table, channels=self.CHANNELS, redial=0.5)


def test_a_channel_cannot_have_an_unknown_option() -> None:
    table = forecast([5, 5]).assign(channel="phone")
    with pytest.raises(OptionError, match=r"channels.phone.patients: .* nearest one is patience"):
        staff(table, channels={"phone": {"patients": 60}})
