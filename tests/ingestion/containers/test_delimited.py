"""Text into cells: each under the number of its line, whatever stands in quotes."""

import csv
import io

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers.delimited import sheet
from wfm.ingestion.containers.limits import MOST_COLUMNS, MOST_IN_A_CELL
from wfm.ingestion.sheet import Sheet


def read(text: str, delimiter: str | None = None) -> Sheet:
    return sheet(text.encode(), "f.csv", delimiter, ())


def rows_of(text: str) -> list[list[str]]:
    found: list[list[str]] = read(text).cells.to_numpy().tolist()
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    rows = [["start", "note"], ["1", "a, b"], ["2", 'say "c"']]
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    assert rows_of(out.getvalue()) == rows
    assert rows_of(out.getvalue().removesuffix(end)) == rows


def test_lines_keep_their_numbers_behind_blank_lines_and_quoted_line_ends() -> None:
    found = read('Calls\n\nstart,note\n1,"a\nb\n\nc"\n2,d\n').cells
    assert found.index.tolist() == [1, 2, 3, 4, 8]
    assert found.iloc[3].tolist() == ["1", "a\nb\n\nc"]
    assert found.iloc[0].tolist() == ["Calls", ""]


def test_the_first_line_may_tell_excel_the_delimiter() -> None:
    found = read("sep=;\nstart;calls\n1;2,5\n")
    assert found.cells.to_numpy().tolist() == [["start", "calls"], ["1", "2,5"]]
    assert found.cells.index.tolist() == [2, 3]
    assert found.said == ("semicolons",)


def test_every_cell_is_text_as_it_stands() -> None:
    row = ["007", " 1,5 ", "NA", "null", "1e5", "=1+1", "-", "", "true", "1.234", "'x"]
    out = io.StringIO()
    csv.writer(out).writerows([row, row])
    assert rows_of(out.getvalue()) == [row, row]


def test_quotes_that_stand_in_a_text_are_left_there() -> None:
    assert rows_of('size,note,calls\n5" pipe,x,3\n6,"y",4\n')[1] == ['5" pipe', "x", "3"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('start,note\n1,"a\n2,b\n3,c\n', "line 2: a quotation mark is not closed"),
        ('start,note\n1,"a"b\n2,b\n', "line 2: a quotation mark stands inside a cell"),
        ('start,note\n1,"a\nb"c\n2,b\n', "line 2 to 3: a quotation mark stands inside"),
        ('start,n,note\n1,5"say ""a"", then b"\n2,"b",c\n', "line 2: a quotation mark stands"),
    ],
)
def test_odd_quotes_are_refused_by_their_line(text: str, said: str) -> None:
    with pytest.raises(InputError, match=f"f.csv, {said}"):
        read(text)


def test_tables_that_are_no_tables_are_refused() -> None:
    with pytest.raises(InputError, match=f"line 3: has 20000 cells: .* {MOST_COLUMNS} columns"):
        read("a,b\n1,2\n" + "," * 19_999 + "\n1,2\n")
    with pytest.raises(InputError, match="cells: give the export of a shorter period"):
        read("1,2\n" * 10_000 + "," * 9_999 + "\n")
    with pytest.raises(InputError, match=f"a cell is longer than {MOST_IN_A_CELL} characters"):
        read("a,b\n1,2\n3," + "x" * (MOST_IN_A_CELL + 1) + "\n")


def test_a_delimiter_that_is_told_is_taken() -> None:
    found = read("a~b\n1~2\n", "~")
    assert found.cells.to_numpy().tolist() == [["a", "b"], ["1", "2"]]
    assert found.said == ("'~'",)


def test_formulas_that_keep_cells_as_text_are_taken_off() -> None:
    assert rows_of('a,b\n="0900",1\n"=""0930""",2\n') == [["a", "b"], ["0900", "1"], ["0930", "2"]]


def test_lines_in_quotes_as_a_whole_are_lines() -> None:
    text = '"a,b"\n"1,""x, y"""\n"2,z"\n'
    assert rows_of(text) == [["a", "b"], ["1", "x, y"], ["2", "z"]]
