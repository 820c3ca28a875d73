"""A wfm.toml that is no TOML: the line, what stands there, and what to write."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm import config
from wfm.errors import InputError

GROUP = '[roster.group]\nname = "x"\n[[roster.group]]\nname = "y"\n'


def refusal(text: str) -> str:
    with pytest.raises(InputError) as error:
        config.parse(text.encode(), "wfm.toml")
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("line", "write"),
    [
        ("service_level = 0,80", "a decimal has a point: write service_level = 0.80"),
        ("service_level = ,8", "a decimal has a point: write service_level = 0.8"),
        ("service_level = .8", "write service_level = 0.8"),
        ("service_level = 80%", 'a percentage goes in quotes: write service_level = "80%"'),
        ("service_level = 80 %  # of all", 'text goes in quotes: write service_level = "80 %"'),
        ("min_agents = 1,000", "a number has no marks between thousands: write min_agents = 1000"),
        ("min_agents = 1 000", "write min_agents = 1000"),
        ("min_agents = 02", "write min_agents = 2"),
        ("service_level == 0.8", "one = is enough: write service_level = 0.8"),
        ("threshold == 20s", 'text goes in quotes: write threshold = "20s"'),
        ("threshold = 20s", 'text goes in quotes: write threshold = "20s"'),
        ("threshold = 20s   # good", 'text goes in quotes: write threshold = "20s"'),
        ("open = 08:00-20:00", 'text goes in quotes: write open = "08:00-20:00"'),
        ("start = 2026-3-30", 'text goes in quotes: write start = "2026-3-30"'),
        ("name = early", 'text goes in quotes: write name = "early"'),
        ('name = early"', 'text goes in quotes: write name = "early"'),
        ('threshold = "20s', 'the quote is not closed: write threshold = "20s"'),
        ("name = 'it's'", 'an apostrophe goes in double quotes: write name = "it\'s"'),
        ('name = "a" b', 'something follows the text: write name = "a"'),
        ("threshold = “20s”", 'curly quotes: write straight ones: threshold = "20s"'),
        ('events = "C:\\Users"', "a backslash goes in single quotes: write events = 'C:\\Users'"),
        ("fractional = True", "write fractional = true"),
        ("fractional = yes", "write fractional = true"),
        ("threshold =", 'the value is missing: write threshold = 1 or threshold = "text"'),
        ('threshold "20s"', '= is missing: write threshold = "20s"'),
        ("service_level: 0.8", "= is missing: write service_level = 0.8"),
        ("service level = 0.8", "a key has no spaces or signs in it: write service_level = 0.8"),
        ("calls,aht", 'is neither a [section] nor a key with a value: write key = 1 or key = "t'),
        ("// a remark", "a comment begins with #"),
        ("[staff", "a bracket is missing: write [staff]"),
        ("[[roster.group]", "a bracket is missing: write [[roster.group]]"),
        ("[staff] x", "a section stands alone on its line: write [staff]"),
        ('starts = ["05:00" "06:30"]', "a comma is missing between two of its items"),
        ("starts = [05:00, 06:30]", "write text in quotes, and items with a comma between them"),
        ("days_on = [2, 6", "[ is not closed: write ] after its last item"),
        (
            "meals = { minutes = 30",
            "{ is not closed: write } on the same line after its last item",
        ),
        ("shrinkage = { absence = 0,10 }", "a decimal has a point: write 0.10"),
        (
            "meals = [{ minutes = 30 from_hours = 3 }]",
            "a comma is missing between two of its items",
        ),
    ],
)
def test_a_line_is_named_with_what_to_write(line: str, write: str) -> None:
    said = refusal(f"[forecast]\n{line}\n")
    assert said.startswith(f"wfm.toml, line 2: '{line}': {write}")


@pytest.mark.parametrize(
    ("line", "write"),
    [
        ("service_level = 0,80", "service_level = 0.80"),
        ("threshold = 20s", 'threshold = "20s"'),
        ("fractional = yes", "fractional = true"),
        ("threshold = “20s”", 'threshold = "20s"'),
        ("service_level: 0.8", "service_level = 0.8"),
    ],
)
def test_what_is_to_be_written_is_toml(line: str, write: str) -> None:
    assert refusal(f"[staff]\n{line}\n").endswith(write)
    assert tomllib.loads(write)


def test_a_list_that_is_not_closed_is_named_where_it_begins() -> None:
    text = '[roster.rules]\nforbidden = [\n  ["late", "early"],\n\n[[roster.group]]\nname = "x"\n'
    assert refusal(text).startswith("wfm.toml, line 2: 'forbidden = [': [ is not closed")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("asa = 1\nx = 2\nasa = 3", "line 3: 'asa = 3': asa appears twice, first in line 1: keep"),
        ("[staff]\n[roster]\n[staff]", "line 3: '[staff]': [staff] appears twice, first in line 1"),
        (GROUP, "line 3: '[[roster.group]]': write [[roster.group]], in two brackets, above each"),
    ],
)
def test_what_stands_twice_is_named_with_its_first_line(text: str, said: str) -> None:
    assert refusal(text).startswith(f"wfm.toml, {said}")


@given(st.text(alphabet="ab= \"'[]{}.,#:01\n\\“\t", max_size=40))
def test_any_text_is_a_configuration_or_one_line(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert refusal(text).startswith("wfm.toml, line ")
