"""Names of files for people, safe whatever a person is called."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

# What a name keeps besides letters and digits, and how long it may be: whatever the system, a
# folder takes it, with the ending and with what is put before it while it is written.
_KEPT = " -_."
_MOST_CHARACTERS, _MOST_BYTES = 60, 120
# Names that some systems keep for devices.
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def file_names(
    people: Iterable[str],
    ending: str,
    known: Mapping[str, str] | None = None,
    others: Collection[str] = (),
) -> dict[str, str]:
    """Name a file for each person.

    A plain name names its file. Where it cannot, or where two people would have one file on some
    system, the file has the beginning of the name and a mark that is made of the whole name.

    Parameters
    ----------
    people
        Their names, each once.
    ending
        Of the files, as ``.ics``.
    known
        Files that people have already: they keep them.
    others
        Names of files that are somebody else's.

    Returns
    -------
    dict
        Name of the file of each person: no two alike when capitals, accents' forms and widths of
        letters are ignored.
    """
    known = known or {}
    people = list(people)
    stems = {person: _stem(person) for person in people}
    shared = Counter(_folded(stems[person]) for person in people if person not in known)
    taken = {_folded(name) for name in (*known.values(), *others)}
    named = {}
    for person in people:
        stem = stems[person]
        name = known.get(person, stem + ending)
        if person not in known and (
            not stem or stem != person or shared[_folded(stem)] > 1 or _folded(name) in taken
        ):
            name = f"{stem}-{mark(person)}{ending}".lstrip("-")
        named[person] = name
    return named


def mark(text: str) -> str:
    """Return eight characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _folded(name: str) -> str:
    """Return what a system that ignores capitals and the like takes a name for."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _stem(person: str) -> str:
    """Return what a file can be called of a name: letters, digits and few signs."""
    letters = unicodedata.normalize("NFC", person)
    kept = "".join(letter if _is_kept(letter) else "_" for letter in letters)
    kept = kept[:_MOST_CHARACTERS].encode()[:_MOST_BYTES].decode(errors="ignore")
    kept = kept.strip("_ .-")
    return f"{kept}_" if kept.split(".")[0].strip().lower() in _DEVICES else kept


def _is_kept(letter: str) -> bool:
    return letter in _KEPT or unicodedata.category(letter)[0] in "LNM"
