"""What-if text, cut into changes."""

import pytest

from wfm import changes
from wfm.errors import OptionError


def pairs(text: str) -> list[list[tuple[str, str]]]:
    return [[(c.name, c.value) for c in scenario] for scenario in changes.split(text, "write a=1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("calls=+5%", [[("calls", "+5%")]]),
        ("aht=-10%, calls=+5%", [[("aht", "-10%"), ("calls", "+5%")]]),
        ("calls=+5%,aht=-3%; b=0.9", [[("calls", "+5%"), ("aht", "-3%")], [("b", "0.9")]]),
        ("rate=0.7->0.75", [[("rate", "0.7->0.75")]]),
        (
            "open=Mon-Fri 07:00-22:00, Sat 08:00-20:00",
            [[("open", "Mon-Fri 07:00-22:00, Sat 08:00-20:00")]],
        ),
        (
            "open=Mon,Tue 07:00-22:00, calls=+5%",
            [[("open", "Mon,Tue 07:00-22:00"), ("calls", "+5%")]],
        ),
        ("times=300,420,600,calls=+5%", [[("times", "300,420,600"), ("calls", "+5%")]]),
        ("days=[1, 3],b=2", [[("days", "[1, 3]"), ("b", "2")]]),
        (
            "meals=[{ minutes = 45, from = 3 }]; b=2",
            [[("meals", "[{ minutes = 45, from = 3 }]")], [("b", "2")]],
        ),
        ('name="a=1, b; c",b=2', [[("name", "a=1, b; c"), ("b", "2")]]),
        ('"part, time".agents=+1', [[('"part, time".agents', "+1")]]),
        ('pairs=[["a", "b"]]', [[("pairs", '[["a", "b"]]')]]),
    ],
)
def test_text_is_cut_where_a_new_change_begins(
    text: str, expected: list[list[tuple[str, str]]]
) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize("text", ["", "calls", "calls=", "=5", "calls=1,", "calls=1,,b=2", "a=1;"])
def test_what_is_no_change_is_refused(text: str) -> None:
    with pytest.raises(OptionError, match="is not a change: write a=1"):
        pairs(text)


def test_a_change_is_shown_as_it_was_written() -> None:
    (scenario,) = changes.split(' open = "Mon 08:00-12:00" ,calls=+5%', "write a=1")
    assert [change.shown for change in scenario] == ['open = "Mon 08:00-12:00"', "calls=+5%"]
