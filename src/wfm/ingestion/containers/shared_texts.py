"""How much text the cells of an Excel workbook hold: one that many share stands in the file once.

A reader gives every cell a text of its own. A few bytes a cell, and one long text for all of them,
make it ask for as many gigabytes as somebody likes.
"""

import re
from array import array
from collections.abc import Iterable
from itertools import takewhile

import numpy as np
import numpy.typing as npt

Lengths = npt.NDArray[np.int64]
_BEGIN = re.compile(rb"<(?:\w+:)?si[\s/>]")
_IS_TEXT = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_PLACE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>\s*(\d{1,9})\s*<")
# No tag that counts is longer.
_LONGEST_TAG = 1 << 8


def text_lengths(found: Iterable[bytes], most: int) -> Lengths:
    """Return the lengths of the shared texts, with their tags [bytes].

    Parameters
    ----------
    found
        The part that holds them, in pieces.
    most
        One more than so many are looked for.
    """
    begins, before, at = array("q"), b"", 0
    for piece in found:
        text = before + piece
        end = max(len(text) - _LONGEST_TAG, 0)
        found_here = (begin.start() for begin in _BEGIN.finditer(text))
        begins.extend(at + begin for begin in takewhile(end.__gt__, found_here))
        before, at = text[end:], at + end
        if len(begins) > most:
            break
    begins.extend(at + begin.start() for begin in _BEGIN.finditer(before))
    begins.append(at + len(before))
    places = np.frombuffer(begins, dtype=np.int64)
    return places[1:] - places[:-1]


def text_of_cells(found: Iterable[bytes], lengths: Lengths) -> int:
    """Count the text that the cells of a sheet share with others, one for each cell [bytes].

    A number in a cell counts as if it were the place of a text; what is not plainly written counts
    as the longest.
    """
    texts = plain = total = 0
    before = b""
    for piece in found:
        text = before + piece
        end = max(text.rfind(b"<", 0, -1), 0)
        before, text = text[end:], text[:end]
        texts += len(_IS_TEXT.findall(text))
        places = np.array(_PLACE.findall(text + b"<"), dtype=np.int64)
        plain += len(places)
        total += int(lengths[places[places < len(lengths)]].sum())
    return total + max(texts - plain, 0) * int(lengths.max(initial=0))
