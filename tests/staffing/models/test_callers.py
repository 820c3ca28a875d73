"""The options that describe callers, whatever the model."""

from typing import Any

import pytest

from wfm.errors import OptionError
from wfm.options.channel import ChannelOptions
from wfm.staffing.models.callers import read_callers
from wfm.staffing.models.options import read_model
from wfm.staffing.models.patience import Patience
from wfm.staffing.options import without_none
from wfm.staffing.targets import ServiceTarget


def test_reads_them_in_the_units_of_the_models() -> None:
    given: dict[str, Any] = {"patience": "2m", "lines": "30", "redial": "50%", "concurrency": "1"}
    callers = read_callers(ChannelOptions(**given), "erlang_x")
    assert (callers.patience, callers.lines, callers.redial) == (120.0, 30.0, 0.5)
    endless = without_none(ChannelOptions(lines="none"))
    assert read_callers(endless, "erlang_c").lines == float("inf")


def test_capital_letters_and_blanks_make_no_difference() -> None:
    given: dict[str, Any] = {"model": " Erlang_A", "patience": 90, "sl_definition": "Answered "}
    model = read_model(ChannelOptions(**given), ServiceTarget())
    assert isinstance(model, Patience)
    assert model.definition == "answered"


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"redial": 1}, "redial"),
        ({"lines": 0}, "lines"),
        ({"concurrency": 101}, "concurrency"),
        ({"patience": "soon"}, "patience"),
    ],
)
def test_refuses_what_nobody_does(given: dict[str, Any], option: str) -> None:
    with pytest.raises(OptionError) as refused:
        read_callers(ChannelOptions(**given), "erlang_x")
    assert refused.value.option == option
