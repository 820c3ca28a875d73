"""When a solver stops, and what it gives."""

import numpy as np
import pytest

from wfm.solver import Interrupted, Limits, Outcome, Status


def test_a_search_without_limits_goes_on_to_the_end() -> None:
    free = Limits()
    assert (free.seconds, free.nodes, free.gap) == (np.inf, None, 0.0)


def test_an_interrupt_is_one_of_python_and_holds_what_was_found() -> None:
    found = Outcome(Status.FEASIBLE, np.ones(3), 3.0, 1.0)
    with pytest.raises(KeyboardInterrupt) as caught:
        raise Interrupted(found)
    assert isinstance(caught.value, Interrupted)
    assert caught.value.outcome is found


def test_how_it_ended_is_a_word_for_people() -> None:
    assert [f"{status}" for status in Status] == ["optimal", "infeasible", "feasible", "undecided"]
