"""Words and values from outside, made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.quoting import MOST_SHOWN, control, escaped, quoted, shortened, shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("naïve 客服", "naïve 客服"),
        ("a\x1b[31mred", r"a\x1b[31mred"),
        ("two\nlines", r"two\nlines"),
        ("abc\u202edef", r"abc\u202edef"),
        ("\ud800", r"\ud800"),
        ("family: \U0001f468\u200d\U0001f469", "family: \U0001f468\u200d\U0001f469"),
    ],
)
def test_what_acts_on_a_terminal_is_written_out(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text())
def test_whatever_is_shown_stays_on_its_line_and_does_nothing(text: str) -> None:
    once = escaped(text)
    assert "\x1b" not in once
    assert len(once.splitlines()) <= 1
    assert escaped(once) == once


@pytest.mark.parametrize(
    ("text", "found"),
    [("plain", None), ("\x00", "U+0000"), ("a\tb", "U+0009"), ("a\u202eb", None)],
)
def test_control_characters_are_named(text: str, found: str | None) -> None:
    assert control(text) == found


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert quoted("x" * MOST_SHOWN) == f"'{'x' * MOST_SHOWN}'"
    assert quoted("x" * 81) == f"'{'x' * 77}...'"
    assert shown("a'b") == '"a\'b"'
    assert quoted(10**6000) == "'a value too long to show'"


@given(st.text(max_size=5000))
def test_a_message_of_any_text_stays_short(text: str) -> None:
    assert len(shortened(f"wfm.toml: {text!r}: no")) <= 801


def test_a_short_message_is_left_alone() -> None:
    message = "wfm.toml: roster.gap: 'much' is not a number"
    assert shortened(message) == message


def test_of_a_long_message_beginning_and_end_are_kept() -> None:
    words = " ".join(f"word{n}" for n in range(400))
    found = shortened(words)
    assert found.startswith("word0 word1 ")
    assert found.endswith(" word398 word399")
    assert " ... " in found
