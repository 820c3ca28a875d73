"""A new queueing model is one file and one entry in the list: this is the file, and the entry."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from running import Command, Ran, Refusal
from wfm.staffing.models import catalogue
from wfm.staffing.models.callers import Callers
from wfm.staffing.models.erlang_c import ErlangC
from wfm.staffing.models.model import Model, Performance
from wfm.staffing.targets import ServiceTarget

TIMES = 3.0


@dataclass(frozen=True)
class Inflated(Model):
    """Erlang C whose waits last so many times as long: calls that are anything but exponential."""

    threshold: float
    divides = True

    def performance(
        self,
        agents: NDArray[np.float64],
        load: NDArray[np.float64],
        aht: NDArray[np.float64],
        *,
        exact: bool = True,
    ) -> Performance:
        """Judge agent counts."""
        met = ErlangC(self.threshold / TIMES).performance(agents, load, aht, exact=exact)
        return met._replace(asa=met.asa * TIMES)


def read_inflated(callers: Callers, target: ServiceTarget) -> Inflated:
    return Inflated(target.threshold)


@pytest.fixture
def inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = catalogue.Entry(read_inflated)
    monkeypatch.setitem(catalogue.MODELS, "inflated", entry)


def numbers(ran: Ran) -> dict[str, str]:
    """The one row of an answer, by column."""
    assert ran.code == 0, ran.err
    names, row = (line.split(",") for line in ran.out.splitlines())
    return dict(zip(names, row, strict=True))


ONE = ("staff", "--calls", 450, "--aht", 270, "--interval", "30m", "--format", "csv")


@pytest.mark.usefixtures("inflated")
class TestFromTheCommandLine:
    def test_sizes(self, wfm: Command) -> None:
        strict = (*ONE, "--threshold", "60s", "--max-occupancy", "1")
        row = numbers(wfm(*strict, "--model", "inflated"))
        # a wait of 60 s with it is one of 20 s with Erlang C
        plain = numbers(wfm(*ONE, "--threshold", "20s", "--max-occupancy", "1"))
        for name in ("agents_required", "service_level", "occupancy", "binding"):
            assert row[name] == plain[name]
        assert float(row["asa_seconds"]) == pytest.approx(TIMES * float(plain["asa_seconds"]), 1e-3)
        assert int(row["agents_required"]) > int(numbers(wfm(*strict))["agents_required"])

    def test_says_its_name(self, wfm: Command) -> None:
        ran = wfm(*ONE, "--model", "inflated")
        assert "occupancy at most 0.85; inflated; shrinkage 0.3" in ran.err

    def test_judges_a_given_staff(self, wfm: Command) -> None:
        row = numbers(wfm(*ONE, "--model", "inflated", "--agents", 72))
        asked = (np.array([value]) for value in (72.0, 67.5, 270.0))
        late = Inflated(20.0).performance(*asked).late[0]
        assert float(row["service_level"]) == pytest.approx(1 - late, abs=1e-6)

    @pytest.mark.parametrize(
        "more",
        [
            ("--fractional",),
            ("--asa", "15s"),
            ("--volume-cv", "0.1"),
            ("--max-agents", "75"),
            ("--min-agents", "100"),
        ],
    )
    def test_goes_with_the_other_options(self, wfm: Command, more: tuple[str, ...]) -> None:
        assert float(numbers(wfm(*ONE, "--model", "inflated", *more))["agents_required"]) > 67.5

    def test_is_sized_in_a_table(self, wfm: Command, tmp_path: Path) -> None:
        lines = ["interval_start,calls,aht_seconds"]
        lines += [f"2026-03-23T{hour:02}:00:00+00:00,{20 * hour},270" for hour in range(24)]
        (tmp_path / "calls.csv").write_text("\n".join(lines) + "\n")
        ran = wfm("staff", "calls.csv", "--model", "inflated", "--format", "csv")
        assert ran.code == 0
        assert len(ran.out.splitlines()) == 25

    def test_a_channel_has_it(self, wfm: Command, tmp_path: Path) -> None:
        (tmp_path / "wfm.toml").write_text(
            '[staff]\npatience = "2m"\n'
            '[staff.channels.phone]\nmodel = "inflated"\n'
            '[staff.channels.hotline]\nmodel = "erlang_a"\n'
        )
        (tmp_path / "calls.csv").write_text(
            "queue,channel,interval_start,calls,aht_seconds\n"
            + "".join(
                f"{name},{name},2026-03-23T{hour:02}:00:00+00:00,90,270\n"
                for name in ("phone", "hotline")
                for hour in (8, 9)
            )
        )
        ran = wfm("staff", "calls.csv", "--format", "csv")
        assert ran.code == 0, ran.err
        assert "phone: targets" in ran.err
        assert "; inflated; " in ran.err

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            (("--patience", "2m"), 'callers hang up only with model "erlang_a" or "erlang_x"'),
            (("--redial", "0.5"), 'callers call again only with model "erlang_x"'),
            (("--lines", "90"), "limited lines are for calls, not for chats or work"),
            (("--concurrency", "2"), "chats cannot be sized with inflated"),
            (("--max-abandonment", "0.03"), "callers hang up only with model"),
        ],
    )
    def test_refuses_what_says_nothing_about_it(
        self, refused: Refusal, more: tuple[str, str], says: str
    ) -> None:
        assert says in refused(*ONE, "--model", "inflated", *more, code=2)


def test_an_unknown_name_is_answered_with_the_list(refused: Refusal, inflated: None) -> None:
    known = ", ".join(catalogue.MODELS)
    assert known.endswith("inflated")
    assert f"'erlang_z' is not one of {known}" in refused(*ONE, "--model", "erlang_z", code=2)


@pytest.mark.parametrize("name", catalogue.MODELS)
def test_every_model_is_used_by_its_name(wfm: Command, name: str) -> None:
    patience = ("--patience", "2m") if "patience" in catalogue.MODELS[name].takes else ()
    row = numbers(wfm(*ONE, "--model", name, *patience))
    assert float(row["agents_required"]) > 0
    assert ("abandonment" in row) == ("patience" in catalogue.MODELS[name].takes)
