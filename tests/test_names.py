"""Names from outside: refused where they would act on a terminal, escaped where they are shown."""

import io
import json
import logging
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from wfm import config, tables
from wfm.cli import messages
from wfm.errors import InputError
from wfm.quoting import control, escaped, quoted, shortened

# What each would do: colour, title, bell, overwrite the line, a line of its own, cut off, erase.
CONTROLS = ["\x1b[31m", "\x1b]0;title\x07", "\a", "\r", "\n", "\0", "\x7f", "\x9b2J", "\t"]
LINE_ENDS = ["\x85", "\u2028", "\u2029"]
BIDI = ["\u202e", "\u2066", "\u200f", "\u061c"]
ROWS = "2026-01-05T09:00+00:00,100,180\n2026-01-05T09:30+00:00,90,180\n"


def forecast(queue: str) -> str:
    lines = "".join(f'"{queue}",{row}\n' for row in ROWS.splitlines())
    return f"queue,interval_start,calls,aht_seconds\n{lines}"


@pytest.mark.parametrize("mark", CONTROLS + LINE_ENDS)
def test_a_name_in_a_table_that_would_act_is_refused(refused: Refusal, mark: str) -> None:
    message = refused("staff", stdin=forecast(f"sa{mark}les"))
    assert message.isprintable()
    if mark == "\0":
        assert "NUL byte" in message
    else:
        assert message.startswith("standard input, line 2, column queue: 'sa")
        assert f"holds the control character U+{ord(mark[0]):04X}" in message


@pytest.mark.parametrize("mark", CONTROLS + LINE_ENDS)
def test_a_frame_is_as_strict_as_a_file(mark: str) -> None:
    frame = pd.read_csv(io.StringIO(forecast("x"))).assign(queue=f"sa{mark}les")
    with pytest.raises(InputError, match="control character"):
        tables.check(frame, tables.FORECAST)


NAMED = {
    "shift": '[[roster.group]]\nname="g"\n[[roster.group.shift]]\nname="{}"\nstarts=["09:00"]\n',
    "group": '[[roster.group]]\nname = "{}"\n',
    "activity": '[[activity]]\nname = "{}"\nminutes = 30\n',
    "rule": '[roster.rules]\nforbidden = [["early", "{}"]]\n',
    "value": '[staff]\npool = "{}"\n',
    "key": '[staff.channels."{}"]\nasa = "20s"\n',
    "unknown key": '"{}" = 1\n',
}


@pytest.mark.parametrize("mark", CONTROLS + LINE_ENDS)
@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_a_name_in_a_configuration_that_would_act_is_refused(
    refused: Refusal, tmp_path: Path, text: str, mark: str
) -> None:
    code = "".join(f"\\u{ord(c):04x}" for c in mark)
    (tmp_path / "wfm.toml").write_text(text.format(f"a{code}b"))
    message = refused("roster", stdin=forecast("x"))
    assert message.startswith("wfm.toml: ")
    assert message.isprintable()
    assert f"holds the control character U+{ord(mark[0]):04X}" in message


@pytest.mark.parametrize("mark", [m for m in CONTROLS + LINE_ENDS if m != "\0"] + BIDI)
def test_a_name_of_a_file_is_escaped_and_makes_no_line_of_its_own(
    refused: Refusal, tmp_path: Path, mark: str
) -> None:
    name = f"no{mark}wfm: all is well"
    line = escaped(name)
    assert line != name
    assert refused("staff", name).startswith(f"{line}: no such file")
    assert line in refused("staff", "-o", f"no/{name}", stdin=forecast("x"), code=2)


@pytest.mark.parametrize("option", ["--threshold", "--lag", "--what-if", "--closed", "--format"])
@pytest.mark.parametrize("mark", [*CONTROLS, *LINE_ENDS, *BIDI, "\udcff"])
def test_a_value_of_an_option_is_escaped(wfm: Command, option: str, mark: str) -> None:
    ran = wfm("staff", "-q", option, f"{mark}x", stdin=forecast("x"))
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.lines) == 1
    assert ran.lines[0].isprintable()


@pytest.mark.parametrize("mark", BIDI)
def test_marks_of_writing_direction_stay_in_data_and_are_escaped_for_people(
    wfm: Command, mark: str
) -> None:
    name = f"sa{mark}les"
    data = forecast(name)
    assert name in wfm("staff", stdin=data).out
    assert json.loads(wfm("staff", "--format", "json", stdin=data).out)[0]["queue"] == name
    drawn = wfm("staff", "--format", "table", "-v", "--pool", "all", stdin=data)
    assert mark not in drawn.out + drawn.err
    drawn = wfm("staff", "--format", "table", stdin=data)
    assert mark not in drawn.out + drawn.err
    assert escaped(name) in drawn.out


@pytest.mark.parametrize("name", ["[red]sales[/red]", "[/]", ":smile:", "[link=http://x]y[/link]"])
def test_markup_in_a_name_stays_text(wfm: Command, name: str) -> None:
    ran = wfm("staff", "--format", "table", stdin=forecast(name))
    assert ran.code == 0
    assert name in ran.out


def test_json_is_json_whatever_a_text_holds() -> None:
    # Past the checks, as in a frame made by hand.
    hostile = "".join([*CONTROLS, *LINE_ENDS, *BIDI, '"\\</script>', "é客"])
    frame = pd.DataFrame({"name": [hostile, "x"], "value": [float("nan"), 1.5]})
    text = tables.to_json(frame)
    assert json.loads(text) == [{"name": hostile, "value": None}, {"name": "x", "value": 1.5}]
    assert len(text.splitlines()) == 4
    assert "é客" in text


def test_words_are_escaped_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    messages.set_verbosity(quiet=False, verbose=False)
    logging.getLogger("wfm.test").warning("%s", "a\nb\x1b[2J\u202e\u2028")
    assert capsys.readouterr().err == "warning: a\\nb\\x1b[2J\\u202e\\u2028\n"


def test_signs_of_scripts_are_left_alone() -> None:
    for name in ("Zürich", "客服", "خدمة", "می‌خواهم", "👩‍👩‍👧", "a b", "1\u00a0000"):
        assert escaped(name) == name
        assert control(name) is None


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert quoted("x" * 200) == f"'{'x' * 77}...'"
    assert quoted(16**5000) == "'a value too long to show'"
    assert len(shortened(f"place: '{'x' * 10_000}' is not a number")) < 120
    assert len(shortened(f"place: {'x ' * 10_000} is not a number")) <= 800
    assert len(shortened(f"place: {'x' * 10_000} is not a number")) < 200
    told = "known are " + ", ".join(f"option_{i}" for i in range(30))
    assert shortened(told) == told


def test_a_configuration_from_python_is_as_strict() -> None:
    from wfm import rostering

    plan = {"roster": {"group": [{"name": "a\rb"}]}}
    with pytest.raises(InputError, match=r"roster\.group\[1\]\.name: .* control character"):
        rostering.plan_from(plan)
    with pytest.raises(InputError, match="control character"):
        config.parse(b'timezone = "a\\u0000"', "wfm.toml")
