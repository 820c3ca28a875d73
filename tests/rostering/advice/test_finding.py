"""What is proved of a difference of cost is said, and no more."""

import pytest

from wfm.rostering.advice.finding import finding


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0.0, 0.0, "costs the same, proved"),
        (-1300.0, 0.0, "cannot tell yet: between -1,300 and +0"),
        (-20.0, 1500.5, "cannot tell yet: between -20 and +1,500.5"),
        (40.0, 80.0, "costs 40 to 80"),
        (40.0, 40.0, "costs 40, proved"),
        (-80.0, -40.0, "saves 40 to 80"),
        (-40.0, -40.0, "saves 40, proved"),
    ],
)
def test_what_is_not_proved_is_not_said(least: float, most: float, words: str) -> None:
    assert finding(least, most) == words
