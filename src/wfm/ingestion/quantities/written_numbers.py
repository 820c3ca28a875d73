"""A number as people and systems write it, and what its marks are or may be."""

import re
from dataclasses import dataclass

from wfm.ingestion.cells import LONGEST, bare
from wfm.tables.numerals import Mark

_NUMBER = re.compile(
    r"(?P<sign>[+-] ?)?(?P<digits>\d[\d.,' ]*|[.,]\d+)(?P<power>e[+-]?\d{1,3})?(?P<after>-)?"
    r"(?P<percent> ?%)?"
)
_SPACED = re.compile(r"\d+|(?:\d{1,3}(?:[ ']\d{3})+)(?:([.,])\d+)?")
# One mark before three digits may stand before decimals, or between thousands.
_EITHER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_ONE_MARK = re.compile(r"\d*([.,])\d*")
# Thousands, and lakhs as India parts them.
_PARTED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+|\d{1,2}(?:(,)\d\d)+,\d{3}")
_BOTH = re.compile(
    r"\d{1,3}(?:\.\d{3})+(,)\d*|\d{1,3}(?:,\d{3})+(\.)\d*|\d{1,2}(?:,\d\d)+,\d{3}(\.)\d*"
)
_MARKS: dict[str, Mark] = {".": "point", ",": "comma"}
_OTHER: dict[Mark, Mark] = {"point": "comma", "comma": "point"}
_SIGNS: dict[Mark, str] = {"point": ".", "comma": ","}


@dataclass(frozen=True)
class WrittenNumber:
    """A number as written.

    Parameters
    ----------
    digits
        Its digits and marks.
    factor
        What its sign, power of ten and percent sign make of it.
    decimal
        The mark that stands before decimals for certain.
    either
        The one mark, where it may stand before decimals or between thousands.
    thousands
        The mark that stands between thousands for certain.
    """

    digits: str
    factor: float
    decimal: Mark | None = None
    either: Mark | None = None
    thousands: Mark | None = None

    @property
    def shows(self) -> Mark | None:
        """The decimal mark that the number shows for certain."""
        return self.decimal if self.thousands is None else _OTHER[self.thousands]

    def value(self, mark: Mark | None) -> float | None:
        """Read the number with a decimal mark; None where it is not written with that one."""
        if mark is None:
            return float(self.digits) * self.factor
        if self.shows not in {None, mark}:
            return None
        whole = self.digits.replace(_SIGNS[_OTHER[mark]], "")
        return float(whole.replace(_SIGNS[mark], ".")) * self.factor


def read_number(text: str) -> WrittenNumber | None:
    """Take a number apart, made plain; None where it is none."""
    if len(text) > LONGEST:
        return None
    text = bare(text)
    factor = 1.0
    if text.startswith("(") and text.endswith(")"):
        text, factor = text[1:-1].strip(), -1.0
    found = _NUMBER.fullmatch(text)
    if found is None or (found["sign"] and found["after"]):
        return None
    if (found["sign"] or "").startswith("-") or found["after"]:
        factor = -factor
    if found["percent"]:
        factor /= 100
    if found["power"]:
        factor *= float(f"1{found['power']}")
    return _marked(found["digits"].strip(), factor)


def _marked(digits: str, factor: float) -> WrittenNumber | None:
    """Say what the marks of a number are, or may be."""
    if spaced := _SPACED.fullmatch(digits):
        whole = re.sub("[ ']", "", digits)
        return WrittenNumber(whole, factor, decimal=_MARKS.get(spaced[1]))
    if either := _EITHER.fullmatch(digits):
        return WrittenNumber(digits, factor, either=_MARKS[either[1]])
    if one := _ONE_MARK.fullmatch(digits):
        return WrittenNumber(digits, factor, decimal=_MARKS[one[1]])
    if parted := _PARTED.fullmatch(digits):
        return WrittenNumber(digits, factor, thousands=_MARKS[parted[1] or parted[2]])
    both = _BOTH.fullmatch(digits)
    return both and WrittenNumber(digits, factor, decimal=_MARKS[both[1] or both[2] or both[3]])
