"""Spoil a table: cells, columns, rows, its form, or its bytes."""

import random

from hostile_values import CLOCKS, NAMES, NUMBERS, TIMES, any_word


def spoilt_table(draw: random.Random, data: bytes) -> bytes:
    """Spoil a table once or a few times: cells, rows, columns, or bytes."""
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        spoil = draw.choice((_cell, _cell, _cell, _column, _rows, _form, spoilt_bytes))
        data = spoil(draw, data)
    return data


def _cell(draw: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    cells = [line.split(b",") for line in lines]
    row = draw.randrange(len(cells))
    column = draw.randrange(len(cells[row]))
    word = draw.choice(
        (draw.choice(NUMBERS), draw.choice(TIMES), draw.choice(CLOCKS), any_word(draw))
    )
    if draw.random() < 0.3:
        word = f'"{word}"'
    value = word.encode("utf-8", "surrogatepass")
    rows = cells[1:] if draw.random() < 0.15 else [cells[row]]  # the whole column, or one cell
    for cell in rows:
        if column < len(cell):
            cell[column] = value
    return b"\n".join(b",".join(cell) for cell in cells)


def _column(draw: random.Random, data: bytes) -> bytes:
    cells = [line.split(b",") for line in data.split(b"\n")]
    width = len(cells[0])
    first, second = draw.randrange(width), draw.randrange(width)
    roll = draw.randrange(4)
    name = draw.choice(
        (*NAMES, "queue", "channel", "agents", "shrinkage", "activities", "calls_high")
    )
    for number, row in enumerate(cells):
        if len(row) != width:
            continue
        if roll == 0:
            del row[first]
        elif roll == 1:
            row.append(row[first])
        elif roll == 2:
            row[first], row[second] = row[second], row[first]
        else:
            value = name if number == 0 else draw.choice(("1", "0.5", "x", "sales", "", "9" * 30))
            row.append(value.encode("utf-8", "surrogatepass"))
    return b"\n".join(b",".join(row) for row in cells)


def _rows(draw: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    first, last = sorted(draw.randrange(len(lines)) for _ in range(2))
    roll = draw.randrange(7)
    if roll == 0:
        del lines[first : last + 1]
    elif roll == 1:
        lines[first:first] = lines[first : last + 1]
    elif roll == 2:
        lines[first : last + 1] = reversed(lines[first : last + 1])
    elif roll == 3:
        draw.shuffle(lines)
    elif roll == 4:
        lines = lines[:1]
    elif roll == 5:
        lines[first:first] = [b""] * draw.randint(1, 5)
    else:
        lines[first:first] = [
            draw.choice((b"Report of calls", b",,,,", b"Total,5,,", b"#", lines[0]))
        ]
    return b"\n".join(lines)


def _form(draw: random.Random, data: bytes) -> bytes:
    """Write the table as another program would."""
    old, news = draw.choice(_FORMS)
    new = draw.choice(news)
    if old == b"code":
        return data.decode("utf-8", "replace").encode(new.decode(), "replace")
    if old == b"begin":
        return new + data
    if old == b"end":
        return data[: draw.randrange(len(data) + 1)] + new
    return data.replace(old, new)


_FORMS = [
    (b",", [b";", b"\t", b"|", b", ", b" ", b"\x01", b'","']),
    (b"\n", [b"\r\n", b"\r", b"\n\n", b"\r\r\n", b"\x0b", b"\x85", b'"\n"', b",\n"]),
    (b"code", [b"utf-16", b"utf-16-le", b"utf-32", b"utf-7", b"cp037", b"utf-8-sig"]),
    (
        b"begin",
        [b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"\xef\xbb\xbf\xef\xbb\xbf", b"\n \n"],
    ),
    (b"end", [b"", b'"', b"\x1a", b"\0", b"x" * 200_000, b",\n" * 1000, b'"' + b"y" * 140_000]),
    (b"+00:00", [b"", b"Z", b"+01:00", b"-12:00", b"+00:00:01", b"+0000", b"+00", b" +00:00"]),
    (b"T", [b" ", b"t", b"", b"T0"]),
    (b"2026-", [b"2199-", b"1969-", b"2100-", b"0026-", b"2026-1", b"-2026-", b"02026-", b"26-"]),
    (b":00", [b":15", b":07", b".00", b"", b":00:00", b":00:30", b":60"]),
]


def spoilt_bytes(draw: random.Random, data: bytes) -> bytes:
    """Change, take out, repeat or put in a few bytes."""
    broken = bytearray(data)
    for _ in range(draw.choice((1, 1, 3, 20))):
        if not broken:
            break
        place = draw.randrange(len(broken))
        roll = draw.randrange(4)
        if roll == 0:
            broken[place] = draw.randrange(256)
        elif roll == 1:
            del broken[place : place + draw.randint(1, 30)]
        elif roll == 2:
            broken[place:place] = broken[place : place + draw.randint(1, 60)]
        else:
            broken[place:place] = draw.choice(
                (b"\0", b"\xff", b'"', b",", b"\n", b"-", b"9", b"\x1b[2J")
            )
    return bytes(broken)
