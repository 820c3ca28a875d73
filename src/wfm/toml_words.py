"""What is wrong with a text that is no TOML, in a planner's words: the line and what to write."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence

from wfm.quoting import quoted

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_KEY = re.compile(r"""[\w-]+(\s*\.\s*([\w-]+|"[^"]*"))*|"[^"]*"|'[^']*'""")
_CURLY = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'"))
_SWITCHES = {"yes": "true", "on": "true", "true": "true"} | {
    "no": "false",
    "off": "false",
    "false": "false",
}
_LONGEST = 1000  # of a line that is looked at [characters]
_LISTED = ("roster.group", "roster.group.shift", "activity")


def told(text: str, reason: str) -> str:
    """Say what is wrong.

    Parameters
    ----------
    text
        Content of the file.
    reason
        What the reader of TOML says.

    Returns
    -------
    str
        ``line 2: 'threshold = 20s': text goes in quotes: write threshold = "20s"``.
    """
    lines = text.splitlines() or [""]
    found = _PLACE.search(reason)
    last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
    number = min(int(found[1]), len(lines)) if found and found[1] else last
    number = _opened(lines, number)
    line = lines[number - 1].strip()[:_LONGEST]
    plain = f"not valid TOML: {_PLACE.sub('', reason)}"
    words = next(_words(line, reason, lines[: number - 1]), plain)
    return f"line {number}: {quoted(line)}: {words}"


def _opened(lines: Sequence[str], number: int) -> int:
    """Return the line where a list begins that is still open at the beginning of this one."""
    for n in range(number - 1, 0, -1):
        if re.search(r"=\s*[\[{]", lines[n - 1]):
            inside = _outside_quotes("".join(lines[n - 1 : number - 1]).partition("=")[2])
            still = any(inside.count(left) > inside.count(right) for left, right in ("[]", "{}"))
            return n if still else number
    return number


def _outside_quotes(text: str) -> str:
    return re.sub(r""""[^"]*"|'[^']*'""", '""', text)


def _words(line: str, reason: str, before: Sequence[str]) -> Iterator[str]:
    if line.translate(_CURLY) != line:
        yield f"curly quotes: write straight ones: {line.translate(_CURLY)}"
    if line.startswith("["):
        yield from _header(line, reason, before)
        return
    if line.startswith(("//", ";", "--", "%", "/*")):
        yield "a comment begins with #"
    key, equals, value = (part.strip() for part in line.partition("="))
    if not equals:
        yield from _no_value(line)
    elif not _KEY.fullmatch(key):
        right = re.sub(r"[^\w.-]+", "_", key)
        yield f"a key has no spaces or signs in it: write {right} = {value}"
    elif reason.startswith("Cannot"):
        yield _twice(f"{key} ", before, lambda other: other.partition("=")[0].strip() == key)
    else:
        yield from _value(key, value)


def _header(line: str, reason: str, before: Sequence[str]) -> Iterator[str]:
    name = "".join(re.findall(r"[\w.-]+", line.partition("#")[0].partition("]")[0]))
    if not name:
        yield "a section has a name: write [staff]"
    elif not reason.startswith("Cannot"):
        right = f"[[{name}]]" if line.startswith("[[") else f"[{name}]"
        missing = line.count("]") < line.count("[")
        what = "a bracket is missing" if missing else "a section stands alone on its line"
        yield f"{what}: write {right}"
    elif name in _LISTED:
        yield f"write [[{name}]], in two brackets, above each of them"
    else:
        yield _twice(f"[{name}] ", before, lambda other: other.startswith(f"[{name}]"))


def _twice(what: str, before: Sequence[str], same: Callable[[str], bool]) -> str:
    lines = [n for n, other in enumerate(before, 1) if same(other.strip())]
    first = f", first in line {lines[-1]}" if lines else ""
    return f"{what}appears twice{first}: keep one of them"


def _no_value(line: str) -> Iterator[str]:
    match = re.match(r"([\w.-]+)\s*[:\s]\s*(\S.*)", line)
    if match and re.match(r"""["'\[{\d]|true|false""", match[2]):
        yield f"= is missing: write {match[1]} = {match[2]}"
    yield 'is neither a [section] nor a key with a value: write key = 1 or key = "text"'


def _is_value(text: str) -> bool:
    try:
        tomllib.loads(f"key = {text}")
    except (ValueError, RecursionError):
        return False
    return True


def _value(key: str, value: str) -> Iterator[str]:
    bare = value.partition("#")[0].strip()
    if value.startswith("="):
        rest = value.lstrip("= ")
        if _is_value(rest):
            yield f"one = is enough: write {key} = {rest}"
        yield from _value(key, rest)
    elif not bare:
        yield f'the value is missing: write {key} = 1 or {key} = "text"'
    elif bare[0] in "[{":
        yield from _list(bare)
    elif bare[0] in "\"'":
        yield from _text(key, value)
    elif bare.lower() in _SWITCHES:
        yield f"write {key} = {_SWITCHES[bare.lower()]}"
    else:
        yield from _number(key, bare)
        yield f'text goes in quotes: write {key} = "{bare.strip(chr(34))}"'


def _number(key: str, bare: str) -> Iterator[str]:
    # Blanks between thousands are a habit of some; other blanks part two things.
    whole = bare.replace(" ", "") if re.fullmatch(r"[+-]?\d{1,3}( \d{3})+", bare) else bare
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}([,']\d{3})+", whole):
        right = re.sub("[,']", "", whole)
        yield f"a number has no marks between thousands: write {key} = {right}"
    elif re.fullmatch(r"[+-]?\d*,\d+", whole):
        left, _, right = whole.partition(",")
        yield f"a decimal has a point: write {key} = {left or 0}.{right}"
    elif re.fullmatch(r"[+-]?\d+[.,]?\d*%", whole):
        yield f'a percentage goes in quotes: write {key} = "{whole.replace(",", ".")}"'
    elif re.fullmatch(r"[+-]?(\.\d+|\d+\.|0+\d+(\.\d+)?|\d+)", whole):
        yield f"write {key} = {float(whole):g}"


def _text(key: str, value: str) -> Iterator[str]:
    if value.startswith(('"""', "'''")):
        yield f"a text in three quotes is not closed: write {value[:3]} after it"
    mark = value[0]
    inside = value[1:].rpartition(mark)
    if not inside[1]:
        end = value[1:].partition("#")[0].strip()
        yield f"the quote is not closed: write {key} = {mark}{end}{mark}"
    elif mark == '"' and "\\" in inside[0]:
        yield f"a backslash goes in single quotes: write {key} = '{inside[0]}'"
    elif mark == "'" and "'" in inside[0] and '"' not in inside[0]:
        yield f'an apostrophe goes in double quotes: write {key} = "{inside[0]}"'
    else:
        first = value[1:].partition(mark)[0]
        yield f"something follows the text: write {key} = {mark}{first}{mark}"


def _list(bare: str) -> Iterator[str]:
    outside = _outside_quotes(bare)
    if outside.count('"') % 2 or outside.count("'") % 2:
        yield "a quote in it is not closed"
    if comma := re.search(r"=\s*(\d+),(\d+)\s*[,}]", outside):
        yield f"a decimal has a point: write {comma[1]}.{comma[2]}"
    if re.search(r",\s*}", outside):
        yield "no comma goes before }: take the last one out"
    if re.search(r'("|\d|\]|})\s+("|\d|\[|{|\w+\s*=)', outside):
        yield "a comma is missing between two of its items"
    for left, right in ("[]", "{}"):
        if outside.count(left) > outside.count(right):
            more = " on the same line" if left == "{" else ""
            yield f"{left} is not closed: write {right}{more} after its last item"
        if outside.count(left) < outside.count(right):
            yield f"{right} has no {left} before it"
    if re.search(r"\d:\d|[\[,{=]\s*[A-Za-z:]", outside):
        yield 'write text in quotes, and items with a comma between them: ["05:00", "06:30"]'
