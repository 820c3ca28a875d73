"""What a search proved, kept for the next one."""

import math

import pytest

from rostering.plans import block, day_group, plan, requirement
from wfm.errors import InputError
from wfm.rostering import Proof, proof_from, roster
from wfm.rostering.program.program import Program, program
from wfm.rostering.proofs import fingerprint
from wfm.rostering.search.given import Given
from wfm.rostering.search.search import search
from wfm.work.week import Week

DAYS = day_group(meals=[], presence_hours=8, paid_hours=8)
PLAN = plan(group=[DAYS], rules={"days_on": [2, 5]})


def built(agents: int = 3) -> Program:
    return program(PLAN, Week(block(8, 16, agents, days=range(5)), 30))


def test_a_program_is_known_again() -> None:
    assert fingerprint(built().model) == fingerprint(built().model)
    assert fingerprint(built().model) != fingerprint(built(4).model)


def test_a_proof_is_written_and_read() -> None:
    proof = Proof("abc", 120.0)
    assert proof_from(proof.text(), "roster.json") == proof


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "1", '{"what": "wfm roster: bound", "program": 1, "bound": 2}', "\0"]
)
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^notes\.json: is no proof"):
        proof_from(text, "notes.json")


def test_a_search_begins_with_what_was_proved() -> None:
    found = search(built(), seconds=60, gap=0.0, given=Given(proof=Proof()))
    assert found.proof is not None
    assert found.proof.bound == pytest.approx(found.bound)
    # So near the bound that is kept, the first roster is near enough: nothing is left to prove.
    again = search(built(), seconds=60, gap=0.0, given=Given(proof=found.proof))
    assert (again.cost, again.bound, again.proof) == (found.cost, found.bound, found.proof)


def test_a_proof_of_another_plan_is_not_used() -> None:
    far = Proof(fingerprint(built(9).model), 9_000.0)
    found = search(built(), seconds=60, gap=0.0, given=Given(proof=far))
    assert found.bound < 9_000
    assert found.proof is not None
    assert found.proof.program == fingerprint(built().model)


def test_no_proof_is_made_unless_it_is_asked_for() -> None:
    assert search(built(), seconds=60, gap=0.0).proof is None
    assert (
        search(built(), seconds=60, gap=0.0, elastic=True, given=Given(proof=Proof())).proof is None
    )


def test_a_roster_carries_its_proof() -> None:
    need = requirement(block(8, 16, 3, days=range(5)))
    first = roster(need, PLAN, proof=Proof())
    assert first.proof is not None
    again = roster(need, PLAN, start_from=first.table, proof=first.proof)
    assert again.bound == first.bound
    assert again.status == "optimal"
    other = roster(requirement(2 * block(8, 16, 3, days=range(5))), PLAN, proof=Proof())
    assert other.proof is not None
    assert other.proof.program != first.proof.program
    assert math.isfinite(other.proof.bound)
