"""What duties are worth by the agents on the phones."""

import numpy as np

from rostering.stability.days import built
from wfm.rostering.stability.duty_choices import DutyChoices, spans, sums_of
from wfm.rostering.teams.lines import Cell


def test_a_duty_is_worth_its_slots_without_those_of_its_meal() -> None:
    program = built()
    group, slots = program.groups[0], np.random.default_rng(1).uniform(size=len(program.required))
    for weekday in (0, 6):
        choices = DutyChoices.of(program, group, weekday, 0)
        worth = choices.worth(sums_of(slots))
        assert len(worth) == len(choices.cells) > 1
        for (start, pauses), found in zip(choices.cells, worth, strict=True):
            there = np.zeros(2 * len(slots))
            for first, last, sign in spans(program, weekday, Cell(group.bands[0], start, pauses)):
                there[first:last] += sign
            assert np.isclose(found, there.reshape(2, -1).sum(axis=0) @ slots)
