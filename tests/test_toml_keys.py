"""Keys put into the text of a TOML file."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.errors import InputError
from wfm.toml_keys import Value, with_keys

READ: dict[str, dict[str, Value]] = {"read": {"date_order": "dmy", "interval": 30}}
LINES = 'date_order = "dmy"\ninterval = 30\n'


def put(text: str, sections: dict[str, dict[str, Value]] | None = None) -> str:
    return with_keys(text.encode(), sections or READ, "wfm.toml").decode()


def test_a_new_file_holds_the_section() -> None:
    assert put("") == f"[read]\n{LINES}"


def test_a_section_is_added_at_the_end_and_nothing_else_is_touched() -> None:
    text = '# Ours\ntimezone = "Europe/London"   # where we are\n\n[staff]\nasa="20s"\n\n\n'
    assert put(text) == f"{text.rstrip()}\n\n[read]\n{LINES}"


def test_keys_are_added_at_the_end_of_their_section() -> None:
    text = '[read]  # ours\nsheet = "a"\n\n# about agents\n[staff]\nmin_agents = 2\n'
    assert put(text) == text.replace('sheet = "a"\n', f'sheet = "a"\n{LINES}')


def test_what_stands_there_already_is_left_alone() -> None:
    text = f"[read]\n{LINES}"
    assert put(text) == text


def test_another_value_is_never_overwritten() -> None:
    with pytest.raises(InputError) as refused:
        put('[read]\ndate_order = "mdy"\n')
    assert str(refused.value) == (
        "wfm.toml: read.date_order is 'mdy' and would have to be 'dmy': change it there, or save "
        "to another file"
    )


def test_keys_at_the_top_come_before_the_first_section() -> None:
    text = "currency = 'EUR'\n\n[staff]\nmin_agents = 2\n"
    assert put(text, {"": {"timezone": "Europe/London"}}) == (
        "currency = 'EUR'\ntimezone = \"Europe/London\"\n\n[staff]\nmin_agents = 2\n"
    )
    assert put("[staff]\n", {"": {"timezone": "UTC"}}) == 'timezone = "UTC"\n\n[staff]\n'


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    text = "\ufeff[staff]\r\nmin_agents = 2\r\n"
    assert put(text) == f"{text}\r\n[read]\r\n" + LINES.replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["read = { sheet = 'a' }\n", "read.sheet = 'a'\n"])
def test_a_section_that_is_no_heading_is_not_torn(text: str) -> None:
    with pytest.raises(InputError, match=r"add by hand: \[read\] date_order = \"dmy\""):
        put(text)


@pytest.mark.parametrize("data", [b"\xff", b"a ="])
def test_what_is_no_toml_is_left_alone(data: bytes) -> None:
    with pytest.raises(InputError):
        with_keys(data, READ, "wfm.toml")


def test_a_heading_inside_a_text_is_none() -> None:
    text = 'about = """\n[read]\n"""\n'
    with pytest.raises(InputError, match="add by hand"):
        put(text)


@given(st.text(max_size=30))
def test_any_text_comes_back(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert tomllib.loads(put("", {"read": {"calls_column": text}})) == {
        "read": {"calls_column": text}
    }
