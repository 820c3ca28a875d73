"""The Erlang calculator: one interval without a table."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import wfm as package
from running import Command, Refusal
from staffing.forecasts import forecast
from wfm.errors import OptionError
from wfm.staffing import staff

# Printed in the standard of the Society of Workforce Planning Professionals: 450 calls of 270 s in
# half an hour, 70 % within 30 s: 72 agents.
CALLS: dict[str, Any] = {"calls": 450, "aht": 270, "interval": "30m"}
TARGET: dict[str, Any] = {"service_level": 0.7, "threshold": "30s", "max_occupancy": 1}
WORDS = ["--calls", 450, "--aht", 270, "--service-level", 0.7, "--threshold", "30s"]
WORDS += ["--max-occupancy", 1]


class TestOneRow:
    def test_it_is_the_row_of_a_table_without_its_time(self) -> None:
        found = staff(**CALLS, **TARGET)
        table = staff(forecast([450], 270), **TARGET)
        pd.testing.assert_frame_equal(found, table.drop(columns="interval_start"))
        assert found["agents_required"].tolist() == [72]
        assert list(found) == [
            "calls", "aht_seconds", "load_erlangs", "agents_required", "agents_scheduled",
            "service_level", "asa_seconds", "occupancy", "binding",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "options",
        [
            {"model": "erlang_a", "patience": "1m", "max_abandonment": 0.03},
            {"model": "erlang_x", "patience": "1m", "redial": 0.5},
            {"lines": 90},
            {"model": "workload"},
            {"concurrency": 3, "chat_aht": "x1,x1.4,x2"},
            {"shrinkage": "absence=0.1,training=0.05", "shrinkage_rule": "multiplicative"},
            {"agents": 70},
            {"max_agents": 70},
            {"min_agents": 90},
            {"fractional": True},
            {"volume_cv": 0.1},
            {"lag": "mol"},
            {"response": "1h"},
        ],
        ids=str,
    )
    def test_every_other_option_works_with_it(self, options: dict[str, Any]) -> None:
        found = staff(**CALLS, **options)
        table = staff(forecast([450], 270), **options)
        pd.testing.assert_frame_equal(found, table.drop(columns="interval_start"))

    def test_an_interval_of_any_length(self) -> None:
        hour = staff(calls=900, aht=270, interval="1h")
        five = staff(calls=75, aht=270, interval="5m")
        for name in ("load_erlangs", "agents_required", "service_level"):
            assert hour[name].tolist() == five[name].tolist() == staff(**CALLS)[name].tolist()


class TestAround:
    def test_the_answer_is_marked_among_its_neighbours(self) -> None:
        table = package.staff(around=3, **CALLS, **TARGET)
        assert table["agents_required"].tolist() == list(range(69, 76))
        assert table["answer"].tolist() == ["", "", "", "*", "", "", ""]
        assert table["binding"].tolist() == ["", "", "", "service_level", "", "", ""]
        assert (table["service_level"] >= 0.7).tolist() == [False] * 3 + [True] * 4
        assert (table["asa_seconds"].diff().dropna() < 0).all()
        assert (table["agents_scheduled"] * 0.7 >= table["agents_required"]).all()

    def test_each_row_is_what_that_many_agents_achieve(self) -> None:
        table = staff(around=2, model="erlang_a", patience="1m", lines=80, **CALLS)
        for row in table.to_dict("records"):
            given: dict[str, Any] = {
                "agents": row["agents_required"],
                "model": "erlang_a",
                "patience": "1m",
            }
            judged = staff(lines=80, **given, **CALLS).iloc[0]
            for name in ("service_level", "asa_seconds", "occupancy", "abandonment", "blocked"):
                assert row[name] == judged[name]

    def test_fewer_agents_than_load_never_catch_up(self) -> None:
        first = staff(around=15, **CALLS, **TARGET).iloc[0]
        assert first["agents_required"] == 57
        assert first["service_level"] == 0
        assert first["occupancy"] == 1
        assert pd.isna(first["asa_seconds"])

    def test_there_are_never_fewer_agents_than_none(self) -> None:
        assert staff(calls=1, aht=60, around=3)["agents_required"].tolist() == [0, 1, 2, 3, 4]
        assert staff(calls=0, aht=60, around=1)["agents_required"].tolist() == [0, 1]
        assert len(staff(around=0, **CALLS)) == 1


class TestErrors:
    @pytest.mark.parametrize(
        ("options", "says"),
        [
            ({}, "calls: give a forecast, or calls and aht"),
            ({"calls": 450}, "aht: is missing"),
            ({"calls": -1, "aht": 270}, "calls: -1 is not a number from 0"),
            ({"calls": 1e9, "aht": 270}, "calls: 1000000000.0 is not a number from 0"),
            ({"calls": "many", "aht": 270}, "calls: 'many' is not a number"),
            ({"calls": 450, "aht": 4.5}, "aht: 4.5 seconds is an unlikely handling time"),
            ({**CALLS, "interval": 0}, "interval: 0 is not above 0"),
            ({**CALLS, "interval": "25h"}, "interval: 25h is not above 0 and at most 24h"),
            ({**CALLS, "around": 1.5}, "around: '1.5' is not a whole number"),
            ({**CALLS, "open": "Mon 08:00-12:00"}, "open: needs a table"),
            ({**CALLS, "closed": "2026-12-25"}, "closed: needs a table"),
            ({**CALLS, "pool": "all"}, "pool: needs a table"),
            (
                {**CALLS, "shrinkage": {"a": {"Mon 08:00-09:00": 0.5}}},
                "shrinkage: one interval has",
            ),
            ({**CALLS, "volume_cv": "forecast"}, "volume_cv: the forecast has no band"),
            ({**CALLS, "lines": 2}, "calls: with 2 lines no number of agents"),
            ({**CALLS, "service_level": 80}, "service_level: 80 is not a fraction"),
        ],
    )
    def test_what_one_interval_cannot_be(self, options: dict[str, Any], says: str) -> None:
        with pytest.raises(OptionError, match=says):
            staff(**options)

    def test_a_table_is_something_else(self) -> None:
        with pytest.raises(OptionError, match="calls: stand for one interval"):
            staff(forecast([5.0]), calls=450, aht=270)
        with pytest.raises(OptionError, match="around: goes with calls"):
            staff(forecast([5.0]), around=3)

    def test_a_handling_time_in_place_of_the_tables(self) -> None:
        bare = forecast([450.0]).drop(columns="aht_seconds")
        assert staff(bare, aht=270)["agents_required"].tolist() == [80]
        assert staff(forecast([450.0], 1e4), aht="270s")["aht_seconds"].tolist() == [270]


class TestCommandLine:
    def test_one_row_without_a_file(self, wfm: Command) -> None:
        ran = wfm("staff", *WORDS, "--interval", "30m")
        header, row = ran.out.splitlines()
        assert header.startswith("calls,aht_seconds,load_erlangs,agents_required,agents_scheduled,")
        assert row == "450,270,67.5,72,103,0.706562,29.028,0.9375,service_level"
        assert len(ran.lines) == 1

    def test_half_an_hour_where_nothing_is_said(self, wfm: Command) -> None:
        ran = wfm("staff", *WORDS)
        assert ran.lines[0] == "450 calls in half an hour, where --interval says nothing else"
        assert ran.out == wfm("staff", *WORDS, "--interval", 1800).out

    def test_as_a_table_and_as_json(self, wfm: Command) -> None:
        drawn = wfm("staff", *WORDS, "--around", 3, "--format", "table").out.splitlines()
        assert next(line for line in drawn if line.startswith("*")).split()[1] == "72"
        rows = json.loads(wfm("staff", *WORDS, "--around", 3, "--format", "json").out)
        assert [row["agents_required"] for row in rows if row["answer"]] == [72]

    def test_what_the_configuration_says_of_tables_does_not_hold(
        self, wfm: Command, refused: Refusal, tmp_path: Path
    ) -> None:
        plain = wfm("staff", *WORDS).out
        text = "[staff]\nopen = 'Mon-Fri 08:00-20:00'\nclosed = 'GB'\npool = 'all'\naht = 600\n"
        (tmp_path / "wfm.toml").write_text("timezone = 'Europe/London'\n" + text)
        assert wfm("staff", *WORDS).out == plain
        (tmp_path / "wfm.toml").write_text(
            "[staff]\nshrinkage = { a = { 'Mon 08:00-9:00' = 0.5 } }"
        )
        assert refused("staff", *WORDS).startswith("wfm.toml: staff.shrinkage: one interval has no")
        (tmp_path / "wfm.toml").write_text("[staff]\nmin_agents = 100\n")
        assert wfm("staff", *WORDS).out.splitlines()[1].endswith(",minimum")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["forecast.csv", *WORDS], "--calls: 450 calls are one interval: leave out forecast.c"),
            (["--calls", 450], "--aht: is missing: say how long a call takes on average"),
            ([*WORDS, "--what-if", "calls=+5%"], "--what-if: compares tables"),
            ([*WORDS, "--open", "Mon 08:00-12:00"], "--open: needs a table"),
            ([*WORDS, "--closed", "GB"], "--closed: needs a table"),
            ([*WORDS, "--around", -1], "--around: '-1' is not a whole number of at least 0"),
        ],
    )
    def test_usage(self, refused: Refusal, words: list[float | str], says: str) -> None:
        assert refused("staff", *words, code=2).startswith(says)

    def test_calls_stand_in_no_configuration(self, refused: Refusal, tmp_path: Path) -> None:
        (tmp_path / "wfm.toml").write_text("[staff]\ncalls = 450\n")
        assert "staff.calls: unknown key" in refused("staff", stdin="x")
