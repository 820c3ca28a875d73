"""The targets: read, refused, and said in one line."""

from typing import Any

import pytest

from wfm.errors import OptionError
from wfm.staffing.targets import ServiceTarget, listed, optional, service_target, whole_number


def test_values_are_written_as_people_write_them() -> None:
    found = service_target("80%", "20s", "0.5m", "85%", "3%")
    assert found == ServiceTarget(0.8, 20.0, 30.0, 0.85, 0.03)


@pytest.mark.parametrize("off", [None, "none", " None "])
def test_none_switches_a_target_off(off: str | None) -> None:
    assert service_target(off, 20, off, off, off) == ServiceTarget(None, 20.0, None, 1.0, None)


@pytest.mark.parametrize(
    ("place", "value", "option"),
    [
        (0, 1, "service_level"),
        (0, 80, "service_level"),
        (1, "soon", "threshold"),
        (2, 0, "asa"),
        (3, 0, "max_occupancy"),
        (3, 1.1, "max_occupancy"),
        (4, 0, "max_abandonment"),
    ],
)
def test_what_nobody_can_reach_is_refused_by_its_name(place: int, value: Any, option: str) -> None:
    values: list[Any] = [0.8, 20, None, 0.85, None]
    values[place] = value
    with pytest.raises(OptionError) as caught:
        service_target(*values)
    assert caught.value.option == option


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (
            ServiceTarget(),
            "service level 0.8 (80% of calls offered answered within 20 s), occupancy at most 0.85",
        ),
        (ServiceTarget(None, 20, 12, 1), "average speed of answer at most 12 s"),
        (ServiceTarget(None, 20, None, 1, 0.05), "abandonment at most 0.05"),
        (ServiceTarget(None, 20, None, 1), "none"),
    ],
)
def test_targets_are_said_in_one_line(target: ServiceTarget, words: str) -> None:
    assert target.describe() == words


def test_a_service_level_of_its_own_definition_is_named() -> None:
    assert ServiceTarget(0.9, 15, None, 1).describe("answered") == (
        "service level 0.9 (answered, within 15 s)"
    )


@pytest.mark.parametrize(("value", "number"), [(3, 3), ("3", 3), (3.0, 3), (0, 0)])
def test_whole_numbers(value: Any, number: int) -> None:
    assert whole_number(value, "lines") == number


@pytest.mark.parametrize("value", [1.5, -1, "many", 10**9])
def test_no_whole_numbers(value: Any) -> None:
    with pytest.raises(OptionError, match=r"^lines: "):
        whole_number(value, "lines")


def test_one_and_several_and_text_are_lists() -> None:
    assert listed("a,b") == ["a", "b"]
    assert listed(("a", 3)) == ["a", 3]
    assert listed(3) == [3]
    assert optional("NONE") is None
    assert optional("nobody") == "nobody"
