"""The dialect of a text: decided by its lines, or asked about."""

import pytest

from wfm.errors import OptionError
from wfm.ingestion.asking import Question
from wfm.ingestion.containers.dialect import Dialect, find, told

ROWS = "".join(f"2026-01-05 {hour:02}:30,{hour},{hour * 9}.5\n" for hour in range(8, 20))


def found(text: str) -> Dialect:
    return find(text.encode(), "f.csv", None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_what_parts_the_lines_alike(delimiter: str) -> None:
    assert found("start,calls,aht\n".replace(",", delimiter) + ROWS.replace(",", delimiter)) == (
        Dialect(delimiter)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Datum;Anrufe;AHT\n05.01.2026;17,0;257,5\n06.01.2026;9,0;218,3\n",
        'Datum;Anrufe;AHT\n"05.01.2026";"17,0";"257,5"\n"06.01.2026";"9,0";"218,3"\n',
        "Start;Queue;Calls\n05.01.2026, 08:00;Sales, UK;17\n05.01.2026, 08:30;Sales, UK;9\n",
        "Report a, b, c\nfrom 1, 2, 3\n\nStart;Calls\n05.01.2026;17\n06.01.2026;9\n07.01.2026;9\n",
    ],
)
def test_commas_within_cells_mislead_nobody(text: str) -> None:
    assert found(text).delimiter == ";"


def test_skills_joined_by_pipes_mislead_nobody() -> None:
    rows = "2026-01-05 08:00,Sales|||UK|||Gold,17\n" * 9
    assert found("start,skills,calls\n" + rows).delimiter == ","


def test_quotes_escapes_and_blanks_are_seen() -> None:
    assert found("start,note\n1,'a, b'\n2,'it''s, c'\n").quote == "'"
    assert found('start,note\n1,"a \\"b\\", c"\n2,"d"\n').backslash
    assert found('start,note\n1,"C:\\dir\\"\n2,"d"\n').backslash is False
    assert found("start, calls, note\n1, 2, a\n3, 4, b\n").padded


def test_one_column_is_a_table_too() -> None:
    assert found("calls\n17\n9\n12\n").delimiter == ""
    assert found("17\n9\n12").delimiter == ""


def test_blanks_part_cells_only_where_all_lines_are_alike() -> None:
    assert found("start calls note\n08:00 17 a\n08:30 9 b\n") == Dialect(" ")
    assert found("Start    Calls  Note\n08:00       17  a b\n08:30        9  c\n").runs
    assert found("Calls per half hour\n08:00 17\n08:30 9\n").delimiter == ""


def test_two_dialects_that_fit_are_asked_about() -> None:
    with pytest.raises(Question, match="what stands between its cells is not clear") as asked:
        found("calls\n17,5\n18,5\n19,5\n20,5\n21,5\n22,5\n23,5\n24,5\n25,5\n26,5\n27,5\n28,5\n")
    assert asked.value.readings == {
        "--delimiter none": "one column",
        "--delimiter comma": "2 columns",
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tab", "\t"), ("\\t", "\t"), ("Semicolon", ";"), ("|", "|"), ("none", ""), ("~", "~")],
)
def test_a_delimiter_may_be_typed_or_named(typed: str, meant: str) -> None:
    assert told(typed) == meant
    assert find(b"a~b;c\n", "f.csv", meant).delimiter == meant


@pytest.mark.parametrize("typed", ["ab", '"', "、", "\n"])
def test_what_is_no_delimiter_is_refused(typed: str) -> None:
    with pytest.raises(OptionError, match="give one character, or comma, semicolon, tab, pipe"):
        told(typed)
