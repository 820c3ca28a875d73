"""Shifts, their starts, and bands of them."""

from dataclasses import replace

import pytest

from wfm.work.shifts import Band, Shift


@pytest.mark.parametrize(
    ("windows", "step", "starts"),
    [
        ([(480, 480)], 30, [480]),
        ([(480, 570)], 30, [480, 510, 540, 570]),
        ([(485, 560)], 30, [485, 515, 545, 560]),  # counted from the first; the last is one, too
        ([(480, 540), (510, 570)], 30, [480, 510, 540, 570]),
        ([(600, 600), (360, 360)], 15, [360, 600]),
    ],
)
def test_starts_of_a_window(windows: list[tuple[int, int]], step: int, starts: list[int]) -> None:
    assert Shift("day", tuple(windows)).starts(step) == tuple(starts)


def test_a_band_is_rested_from_its_worst_start_unless_it_is_open() -> None:
    strict = Band(Shift("day", ((480, 600),)), (480, 540, 600), night=False)
    assert (strict.before, strict.after) == (480, 600)
    free = replace(strict, open=True)
    assert (free.before, free.after) == (600, 480)
