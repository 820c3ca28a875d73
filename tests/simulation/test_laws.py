"""How long calls take and callers wait: means and variations as they should be."""

import numpy as np
import pytest

from wfm.simulation.laws import Handling, Patience


@pytest.mark.parametrize(
    ("law", "cv"),
    [
        (Handling(1.0), 1.0),
        (Handling(0.5), 0.5),
        (Handling(None), 1.0),
        (Handling(times=(60.0, 120.0, 600.0)), 0.92),
    ],
    ids=str,
)
def test_handling_times_have_their_mean_and_variation(law: Handling, cv: float) -> None:
    drawn = law.draw(np.random.default_rng(1), 200_000)
    assert drawn.mean() == pytest.approx(1.0, abs=0.02)
    assert drawn.std() == pytest.approx(cv, rel=0.05)


def test_some_hang_up_at_once_and_the_others_as_they_do() -> None:
    drawn = Patience(120.0, 0.1).draw(np.random.default_rng(1), 100_000)
    assert (drawn == 0).mean() == pytest.approx(0.1, abs=0.005)
    assert drawn[drawn > 0].mean() == pytest.approx(120, rel=0.02)
    assert np.isinf(Patience().draw(np.random.default_rng(1), 3)).all()
