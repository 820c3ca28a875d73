"""The fields of the rows of a CSV: as many as the header has."""

import csv
import io

from wfm.errors import InputError
from wfm.tables.grid_words import is_heading, is_remark

# Bytes that are looked at a time.
_BYTES_AT_ONCE = 1 << 22


class FieldsError(InputError):
    """A row has more or fewer fields than the header: nothing says which are missing."""


def check_fields(
    data: bytes, separator: str, count: int, source: str, *, with_remarks: bool
) -> None:
    """Refuse a row with more or fewer fields than the header; a remark alone may stand there."""
    if b'"' not in data and _are_fields(data, separator, count):
        return
    text = data.decode()
    lines = text.count("\n") + (not text.endswith("\n"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            remark = with_remarks and len(row) == 1 and (is_remark(row[0]) or is_heading(row[0]))
            if len(row) != count and any(field.strip() for field in row) and not remark:
                break
            line = reader.line_num + 1
        else:
            return
        reason = f"the row has {len(row)} of the header's {count} fields"
        if len(row) > count:
            reason = f"the row has {len(row)} fields, but the header names {count}"
        elif reader.line_num >= lines:
            reason += ": the file is cut off there, or a quote is not closed"
    except csv.Error as error:
        reason = f"not a CSV table: {error}"
    raise FieldsError(f"{source}, line {line}: {reason}")


def _are_fields(data: bytes, separator: str, count: int) -> bool:
    """Tell whether every line has so many fields, in a text without quotes."""
    of_a_line = separator.encode() * (count - 1) + b"\n"
    others = bytes(set(range(256)) - set(of_a_line))
    begin = 0
    while begin < len(data):
        end = data.find(b"\n", begin + _BYTES_AT_ONCE) + 1 or len(data)
        marks = data[begin:end].translate(None, others)
        if data[end - 1 : end] != b"\n":
            marks += b"\n"
        if marks != of_a_line * (len(marks) // count):
            return False
        begin = end
    return True
