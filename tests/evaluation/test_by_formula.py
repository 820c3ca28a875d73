"""What a formula says of queues: each by itself, those that the same agents answer as one."""

import pytest

from evaluation.several import people, queues, schedule, simulated

THREE = queues(sales=8, help=8, tech=4)


def test_queues_apart_or_together_have_a_formula_and_overlapping_skills_have_none() -> None:
    agents = "ABCDEF"
    apart = people(**dict(zip(agents, ["sales help"] * 4 + ["tech"] * 2, strict=True)))
    both = simulated(schedule(*agents), THREE, people=apart, weeks=20, aht_cv="exponential")
    formula = both.by("total").set_index("queue")["formula"]
    assert formula["sales"] == pytest.approx(formula["help"], abs=1e-6)
    assert (both.by("total")["formula_off"].abs() < 0.05).all()
    crossed = people(
        **dict(zip(agents, ["sales", "help", "sales help", *["tech"] * 3], strict=True))
    )
    found = simulated(schedule(*agents), THREE, people=crossed)
    formula = found.by("total").set_index("queue")["formula"]
    assert formula.isna().tolist() == [True, True, True, False]
    flows = {"tech": {"overflow_to": "sales"}}
    helped = simulated(schedule(*agents), THREE, people=apart, queues=flows, weeks=2)
    assert helped.by("total")["formula"].isna().all()
