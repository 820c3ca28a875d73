"""How much text cells share is counted from the file, whatever way it is written."""

from collections.abc import Iterator

import numpy as np
import pytest

from wfm.ingestion.containers.shared_texts import text_lengths, text_of_cells

SHORT, LONG = b"<si><t>abc</t></si>", b"<x:si><x:t>" + b"y" * 990 + b"</x:t></x:si>"
END = b"<si/></sst>"


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    for begin in range(0, len(data), size):
        yield data[begin : begin + size]


@pytest.mark.parametrize("size", [1, 7, 300, 5000])
def test_lengths_are_those_of_the_texts_with_their_tags(size: int) -> None:
    lengths = text_lengths(pieces(b"<sst>" + SHORT + LONG + END, size), 10)
    assert lengths.tolist() == [len(SHORT), len(LONG), len(END)]


def test_no_more_texts_are_looked_for_than_wanted() -> None:
    assert len(text_lengths(pieces(b"<si/>" * 1000, 600), 10)) > 10
    assert text_lengths(iter([]), 10).tolist() == []


@pytest.mark.parametrize("size", [40, 64, 1000])
@pytest.mark.parametrize(
    ("cell", "held"),
    [
        (b'<c t="s"><v>1</v></c>', 500),
        (b"<x:c t='s' r='A1'><x:v>1</x:v></x:c>", 500),
        (b'<c t = "s"><f/><v xml:space="preserve"> 1 </v></c>', 500),
        (b'<c t="s"><v>0</v></c>', 20),
        (b'<c t="s"><v>&#49;</v></c>', 500),  # not plain: the longest
        (b'<c t="s"><v>7</v></c>', 0),  # there is no such text
    ],
)
def test_each_cell_holds_the_text_that_it_names(cell: bytes, held: int, size: int) -> None:
    lengths = np.array([20, 500], dtype=np.int64)
    rows = b"<row>" + cell * 50 + b"</row>"
    assert text_of_cells(pieces(rows, size), lengths) == 50 * held
