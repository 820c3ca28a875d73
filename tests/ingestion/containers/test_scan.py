"""A text measured before it is cut: as the reader of the standard library cuts it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.ingestion.containers import scan as scanning
from wfm.ingestion.containers.scan import scan

CELLS = st.text(alphabet='ab1;," \nü', max_size=5)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
def test_rows_are_measured_as_they_are_cut(rows: list[list[str]], every: bool) -> None:
    out = io.StringIO()
    if every:
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    else:
        csv.writer(out, lineterminator="\n").writerows(rows)
    found = scan(out.getvalue().encode(), ",", '"', padded=False)
    assert found.sound
    assert found.widths.tolist() == [len(row) for row in rows]
    reader = csv.reader(io.StringIO(out.getvalue(), newline=""))
    lines = [1, *(reader.line_num + 1 for _ in reader)]
    assert found.lines.tolist() == lines[:-1]


def test_long_texts_are_measured_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ("a,b\n" * 9 + '"c\nd",,e\n') * 50 + "f"
    whole = scan(text.encode(), ",", '"', padded=False)
    monkeypatch.setattr(scanning, "_CHUNK", 7)
    parts = scan(text.encode(), ",", '"', padded=False)
    assert parts.widths.tolist() == whole.widths.tolist() == ([2] * 9 + [3]) * 50 + [1]
    assert parts.lines.tolist() == whole.lines.tolist()


@pytest.mark.parametrize("text", ['a,"b\n', 'a,b"c"\n', 'a,"b"c\n', '"a" ,b\n', 'a, "b"\n'])
def test_odd_quotes_are_noticed(text: str) -> None:
    assert not scan(text.encode(), ",", '"', padded=False).sound


def test_a_blank_before_a_quote_is_no_fault_where_blanks_are_usual() -> None:
    found = scan(b'a, "b, c", d\n', ",", '"', padded=True)
    assert (found.sound, found.widths.tolist()) == (True, [3])
