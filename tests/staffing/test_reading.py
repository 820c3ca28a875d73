"""Forecasts as they come in: clocks without a zone."""

import logging
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from staffing.forecasts import forecast
from wfm.errors import InputError, OptionError
from wfm.staffing import staff, what_if

LONDON = "Europe/London"


def on_the_wall(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(interval_start=frame["interval_start"].dt.tz_localize(None))


def half_hours(
    begin: str, end: pd.Timestamp | str, zone: str = LONDON, calls: float = 10.0
) -> pd.DataFrame:
    starts = pd.date_range(begin, end, freq="30min", tz=zone, inclusive="left", unit="us")
    return pd.DataFrame({"interval_start": starts, "calls": calls, "aht_seconds": 240.0})


class TestTimesWithoutOffset:
    def test_they_are_of_the_zone_that_is_named(self) -> None:
        aware = half_hours("2026-07-01", "2026-07-02")
        found = staff(on_the_wall(aware), timezone=LONDON)
        pd.testing.assert_frame_equal(found, staff(aware))
        assert str(found["interval_start"].iloc[0]) == "2026-07-01 00:00:00+01:00"

    def test_without_a_zone_they_are_utc_which_is_said_once(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        two = pd.concat([forecast([5.0, 6.0]).assign(queue=name) for name in "ab"])
        with caplog.at_level(logging.INFO, "wfm.staffing"):
            found = staff(on_the_wall(two.reset_index(drop=True)))
        assert str(found["interval_start"].dt.tz) == "UTC"
        said = [line for line in caplog.messages if "taken as UTC" in line]
        assert said == ["times without an offset: taken as UTC (--timezone names another zone)"]

    @pytest.mark.parametrize(("day", "rows"), [("2026-03-29", 46), ("2026-10-25", 50)])
    def test_days_of_a_clock_change_and_every_queue(self, day: str, rows: int) -> None:
        end = pd.Timestamp(day) + pd.Timedelta(days=1)
        one = half_hours(day, end)
        assert len(one) == rows
        two = pd.concat([one.assign(queue=name) for name in "ab"], ignore_index=True)
        pd.testing.assert_frame_equal(staff(on_the_wall(two), timezone=LONDON), staff(two))

    def test_the_hour_that_the_clock_skips(self) -> None:
        wall = half_hours("2026-03-29", "2026-03-30", "UTC")
        with pytest.raises(InputError, match="the spring clock change skips in Europe/London"):
            staff(on_the_wall(wall), timezone=LONDON)
        wall.loc[wall["interval_start"].dt.hour == 1, "calls"] = 0.0
        assert len(staff(on_the_wall(wall), timezone=LONDON)) == 46

    def test_times_with_an_offset_are_converted(self) -> None:
        """The doors open by the clock of the site."""
        utc = half_hours("2026-07-01", "2026-07-02", "UTC")
        found = staff(utc, timezone=LONDON, open="Mon-Sun 08:00-20:00")
        is_open = found[found["binding"] != "closed"]["interval_start"]
        assert str(is_open.iloc[0]) == "2026-07-01 08:00:00+01:00"

    def test_what_if_reads_them_too(self) -> None:
        wall = on_the_wall(half_hours("2026-03-29", "2026-03-30"))
        table = what_if(wall, "calls=+5%", timezone=LONDON)
        paid = staff(wall, timezone=LONDON)["agents_scheduled"].sum() / 2
        assert table["paid_hours"][0] == paid

    def test_unknown_zone(self) -> None:
        with pytest.raises(OptionError, match="timezone: 'Europe/Atlantis' is not a time zone"):
            staff(forecast([5.0]), timezone="Europe/Atlantis")


class TestCommandLine:
    ROWS = "interval_start,calls,aht_seconds\n2026-07-01T08:00,50,240\n2026-07-01T08:30,60,240\n"

    def test_the_zone_of_the_configuration_and_of_the_flag(
        self, wfm: Command, tmp_path: Path
    ) -> None:
        (tmp_path / "wfm.toml").write_text('timezone = "Europe/London"\n')
        configured = wfm("staff", stdin=self.ROWS)
        assert configured.out.splitlines()[1].startswith("2026-07-01T08:00+01:00,50,240,")
        assert "UTC" not in configured.err
        flag = wfm("staff", "--timezone", "Europe/Berlin", stdin=self.ROWS)
        assert flag.out.splitlines()[1].startswith("2026-07-01T08:00+02:00,50,240,")

    def test_an_unknown_zone_of_the_configuration(self, refused: Refusal, tmp_path: Path) -> None:
        (tmp_path / "wfm.toml").write_text('timezone = "Europe/Atlantis"\n')
        assert refused("staff", stdin=self.ROWS).startswith("wfm.toml: timezone: 'Europe/Atl")

    def test_holidays_of_the_last_day_by_the_clock_of_the_site(self, wfm: Command) -> None:
        rows = [f"2026-12-{d}T{h:02d}:00Z,50,240" for d in (23, 24) for h in range(24)]
        table = "\n".join(["interval_start,calls,aht_seconds", *rows, ""])
        ran = wfm("staff", "--timezone", "Australia/Sydney", "--closed", "AU", stdin=table)
        last = ran.out.splitlines()[-1]
        assert last.startswith("2026-12-25T10:00+11:00")
        assert last.endswith(",closed")
