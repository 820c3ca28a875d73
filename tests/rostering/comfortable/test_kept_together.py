"""Aims that steady stints can keep together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pytest

from wfm.deadline import OutOfTimeError
from wfm.rostering.comfortable.aims import AIMS, Aim
from wfm.rostering.comfortable.kept_together import kept_together
from wfm.solver import clock

FIRST, SECOND, THIRD = AIMS[:3]


@dataclass(frozen=True)
class Stated:
    """A program that is possible without some aims together."""

    answer: bool | None

    def possible(self, _seconds: float) -> bool | None:
        return self.answer


def without(*apart: Aim) -> Any:
    """State programs that cannot keep these aims together."""

    def stated(aims: Sequence[Aim]) -> Any:
        return Stated(not all(aim in aims for aim in apart))

    return cast(Any, stated)


def test_all_are_kept_where_they_can_be() -> None:
    kept, program = kept_together(without(AIMS[3]), AIMS[:3], np.inf)
    assert kept == list(AIMS[:3])
    assert program.possible(1.0)


def test_the_important_ones_are_kept_first() -> None:
    assert kept_together(without(FIRST, THIRD), AIMS[:3], np.inf)[0] == [FIRST, SECOND]
    kept, program = kept_together(without(SECOND), AIMS[:3], np.inf)
    assert kept == [FIRST, THIRD]
    assert program.possible(1.0)


def test_what_is_not_decided_in_time_is_said() -> None:
    with pytest.raises(OutOfTimeError):
        kept_together(cast(Any, lambda _aims: Stated(None)), AIMS[:3], clock())
