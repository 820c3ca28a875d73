"""What can go wrong, and how it ends."""

import pytest

from wfm.errors import (
    InfeasibleError,
    InputError,
    OptionError,
    UndecidedError,
    WfmError,
    refuse_controls,
)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(WfmError, 1), (InputError, 3), (InfeasibleError, 4), (UndecidedError, 5)],
)
def test_each_kind_has_its_exit_code(kind: type[WfmError], code: int) -> None:
    assert kind("no").exit_code == code
    assert issubclass(kind, WfmError)


def test_an_option_is_named_with_what_is_wrong() -> None:
    error = OptionError("service_level", "80 is not a fraction")
    assert str(error) == "service_level: 80 is not a fraction"
    assert (error.option, error.message) == ("service_level", "80 is not a fraction")
    assert error.exit_code == 2


@pytest.mark.parametrize("error", [InputError("x"), OptionError("gap", "x")])
def test_wrong_values_are_value_errors_of_python(error: WfmError) -> None:
    assert isinstance(error, ValueError)


def test_a_message_shows_the_beginning_of_a_long_value() -> None:
    said = str(InputError(f"f.csv: '{'9' * 500}' is not a number"))
    assert said == f"f.csv: '{'9' * 76}...' is not a number"


@pytest.mark.parametrize("name", ["sales", "客服", "Zoë & Co", "שלום", "a\u200db"])
def test_names_of_any_language_pass(name: str) -> None:
    refuse_controls(name, "queue")


@pytest.mark.parametrize(
    ("name", "code"), [("a\x1b[31m", "U+001B"), ("a\nb", "U+000A"), ("a\u2028b", "U+2028")]
)
def test_a_name_that_would_act_is_refused(name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        refuse_controls(name, "line 3, column queue")
    assert str(caught.value).startswith("line 3, column queue: '")
    assert str(caught.value).endswith(f"holds the control character {code}: take it out")
