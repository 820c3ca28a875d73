"""A rule of its own: a class and one entry in `RULES`, and all parts of the house know it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from rostering.plans import block, plan, requirement
from wfm import tables
from wfm.errors import InfeasibleError
from wfm.rostering import check, roster
from wfm.rostering.advice.freedom import frees
from wfm.rostering.program.network import network
from wfm.rostering.program.strictness import is_exact
from wfm.values import read_count
from wfm.work.rules.catalogue import RULES
from wfm.work.rules.rule import Days, Fault, Rule, State
from wfm.work.rules.runs import run_faults
from wfm.work.shifts import Band


@dataclass(frozen=True)
class LatesOn(Rule):
    """Late duties in a row."""

    most: int
    citation: str = ""
    name: str = "lates_on"

    def first(self) -> State:
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:  # noqa: ARG002
        lates = state + 1 if band is not None and band.shift.name == "late" else 0
        return lates if lates <= self.most else None

    def faults(self, days: Days) -> Iterator[Fault]:
        flags = [duty is not None and duty.shift == "late" for duty in days]
        yield from run_faults(flags, 0, self.most, "late duties")

    # What follows is for its words and its ways out alone.
    stricter = {"most": -1}  # noqa: RUF012

    def value(self) -> str:
        return f"{self.most}"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        yield f"{self.most + steps} late duties in a row", replace(self, most=self.most + steps)


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "lates_on", lambda v, where: LatesOn(read_count(v, where)))


EIGHT = {"name": "agents", "presence_hours": 8, "paid_hours": 8, "meals": []}
SHIFTS = [{"name": "early", "starts": ["06:00"]}, {"name": "late", "starts": ["14:00"]}]
# One agent late in the day from Monday to Wednesday.
THREE = block(14, 22, 1, days=range(3))
CONFIG = """\
[roster.rules]
lates_on = {most}
[[roster.group]]
name = "agents"
agents = 1
presence_hours = 8
paid_hours = 8
meals = []
shift = [{{ name = "early", starts = ["06:00"] }}, {{ name = "late", starts = ["14:00"] }}]
"""


def lates(most: int, **keys: Any) -> Any:
    """Return a plan with the rule."""
    return plan(rules={"lates_on": most}, group=[{**EIGHT, "shift": SHIFTS, **keys}])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write the requirement, a plan whose limit is in its way, and one whose limit is not."""
    (tmp_path / "requirement.csv").write_text(tables.to_csv(requirement(THREE)))
    (tmp_path / "two.toml").write_text(CONFIG.format(most=2))
    (tmp_path / "three.toml").write_text(CONFIG.format(most=3))
    return tmp_path


def test_it_prunes() -> None:
    whole = lates(2)
    bands = whole.bands(whole.groups[0], 30)
    # On each weekday: no late duty, one, or two before; after two there is no third.
    net = network([LatesOn(2)], bands)
    assert (net.nodes, len(net.arcs)) == (7 * 3, 7 * (3 + 3 + 2))
    assert is_exact(whole, 30)
    two = roster(requirement(THREE), whole)
    assert check(two.table, requirement(THREE), whole).violations.empty
    assert two.agents == 2
    assert roster(requirement(THREE), lates(3)).agents == 1


def test_it_judges(wfm: Callable[..., Any], site: Path) -> None:
    made = wfm("roster", "requirement.csv", "--config", "three.toml", "-q")
    (site / "roster.csv").write_text(made.out)
    words = ("check", "roster.csv", "--requirement", "requirement.csv", "--config")
    assert wfm(*words, "three.toml").code == 0
    ran = wfm(*words, "two.toml")
    assert ran.code == 4
    rows = [row for row in ran.out.splitlines() if row.startswith("lates_on,")]
    assert len(rows) == 1
    assert "late duties in a row: 3, allowed 0 to 2" in rows[0]


def test_it_is_named_where_it_leaves_nothing_possible() -> None:
    with pytest.raises(
        InfeasibleError, match="in group 'agents' lates_on 0 shuts out shift 'late'"
    ):
        roster(requirement(THREE), lates(0))


def test_it_is_named_and_loosened_where_it_binds(wfm: Callable[..., Any], site: Path) -> None:
    assert site.exists()
    ran = wfm("roster", "requirement.csv", "--config", "two.toml")
    assert ran.code == 4
    assert "lates_on" in ran.err.partition("what binds: ")[2].partition(";")[0]
    assert "best way out: allow 3 late duties in a row: 0 short, cost 40" in ran.err


def test_a_statute_and_a_comparison_know_the_stricter_one() -> None:
    assert LatesOn(1).covers(LatesOn(2, citation="Art. 1"))
    assert not LatesOn(2).covers(LatesOn(1))
    assert frees(lates(2), lates(3), 30, same_need=True)
    assert not frees(lates(3), lates(2), 30, same_need=True)
