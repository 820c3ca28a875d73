"""What the names of columns say that they hold: by the words of systems and of languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from wfm.ingestion.folding import fold, tokens
from wfm.ingestion.languages import (
    ENGLISH,
    ESTONIAN,
    FRENCH,
    GERMAN,
    SPANISH,
    VIETNAMESE,
    Concept,
    Language,
)
from wfm.ingestion.scripts import CHINESE, RUSSIAN
from wfm.ingestion.systems import SYSTEMS, Role, Statistic, System
from wfm.ingestion.units_in_names import unit_of, without_unit

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE, RUSSIAN, ESTONIAN, VIETNAMESE)

# Words that are averages by themselves.
_AVERAGES = {"aht", "dmt", "tmo", "tma", "tmt", "сво", "асо", "mht"}
# Names of a system's own that make its export known.
_LEAST_OF_A_SYSTEM = 3
_LONGEST_PHRASE = 7  # [words; of Chinese, characters]
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True)
class Meaning:
    """What the name of a column says that it holds.

    Parameters
    ----------
    role
        What the column is of; None where the words do not tell.
    statistic
        Of handling times: whether of a call or of all calls of the interval; None: not said.
    rank
        Of calls: 0 where the name says "offered", 1 "incoming", 2 only "calls".
    certain
        Whether every word of the name is known.
    system
        The system whose own name it is, if any.
    """

    role: Role | None
    statistic: Statistic | None = None
    rank: int = 0
    certain: bool = True
    system: str | None = None


@cache
def _vocabulary(primary: str) -> tuple[dict[tuple[str, ...], Concept], dict[str, Concept]]:
    """Return the phrases and the beginnings of words, those of one language first."""
    first = next(language for language in LANGUAGES if language.name == primary)
    order = (first, *(language for language in LANGUAGES if language is not first))
    phrases: dict[tuple[str, ...], Concept] = {}
    stems: dict[str, Concept] = {}
    for language in order:
        for concept, words in language.words.items():
            for word in words.split(","):
                if word.endswith("*"):
                    stems.setdefault(fold(word[:-1]), concept)
                else:
                    phrases.setdefault(tuple(tokens(word)), concept)
    return phrases, stems


def _concepts(name: str, primary: str) -> tuple[set[Concept], int]:
    """Return what the words of a name speak of, and how many words are unknown."""
    phrases, stems = _vocabulary(primary)
    words = tokens(without_unit(name)[0])
    found: set[Concept] = set()
    unknown = place = 0
    while place < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            known = phrases.get(tuple(words[place : place + length]))
            if known:
                found.add(known)
                place += length
                break
        else:
            parts = _parts(words[place], phrases, stems)
            found.update(parts)
            unknown += not parts and not words[place].isdecimal()
            place += 1
    return found - {"number"}, unknown


def _parts(
    word: str, phrases: Mapping[tuple[str, ...], Concept], stems: Mapping[str, Concept]
) -> set[Concept]:
    """Return what a word speaks of: one of the known beginnings, or known words run together."""
    for stem, of_stem in stems.items():
        if word.startswith(stem):
            return {of_stem}
    if _IDEOGRAPH.match(word) or len(word) > 40:
        return set()
    ways: list[set[Concept] | None] = [set(), *([None] * len(word))]
    for end in range(3, len(word) + 1):
        for start in range(end - 3, -1, -1):
            before = ways[start]
            if before is not None and (concept := phrases.get((word[start:end],))):
                ways[end] = before | {concept}
                break
    return ways[-1] or set()


def meanings(names: Sequence[str]) -> list[Meaning]:
    """Return what each name of a header says, in the light of the others.

    Parameters
    ----------
    names
        The names as they stand there.
    """
    system = _system(names)
    primary = _language(names)
    return [_of_system(name, system) or _of_words(name, primary) for name in names]


def meaning(name: str) -> Meaning:
    """Return what a name says for itself."""
    return meanings([name])[0]


def known_words(names: Sequence[str]) -> int:
    """Count the names of which the words tell what they are."""
    return sum(m.role is not None for m in meanings(names))


@cache
def _own_names(system: System) -> dict[str, tuple[Role, Statistic | None]]:
    own: dict[str, tuple[Role, Statistic | None]] = {}
    for role, columns in system.columns.items():
        plain, statistic = role if isinstance(role, tuple) else (role, None)
        for column in columns:
            own[fold(column)] = (plain, statistic)
    return own


def _system(names: Sequence[str]) -> System | None:
    """Return the system whose names a header holds most of; None where it holds few."""
    folded = {fold(without_unit(name)[0]) for name in names}
    counts = [len(folded & set(_own_names(system))) for system in SYSTEMS]
    most = max(counts)
    return SYSTEMS[counts.index(most)] if most >= _LEAST_OF_A_SYSTEM else None


def _of_system(name: str, system: System | None) -> Meaning | None:
    if system is None:
        return None
    found = _own_names(system).get(fold(name)) or _own_names(system).get(
        fold(without_unit(name)[0])
    )
    if found is None:
        return None
    return Meaning(found[0], found[1], system=system.name)


def _language(names: Sequence[str]) -> str:
    """Return the language in which most names are known to the last word."""
    known = spoken(names)
    return max(known, key=lambda language: known[language])


def spoken(names: Sequence[str]) -> dict[str, int]:
    """Count the names that are known to the last word, language by language."""
    return {lang.name: sum(_known_in(name, lang) for name in names) for lang in LANGUAGES}


def _known_in(name: str, language: Language) -> bool:
    phrases, stems = _vocabulary_of(language.name)
    words = tokens(without_unit(name)[0])
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            if tuple(words[place : place + length]) in phrases:
                place += length
                break
        else:
            if not any(words[place].startswith(stem) for stem in stems):
                return False
            place += 1
    return bool(words)


@cache
def _vocabulary_of(name: str) -> tuple[set[tuple[str, ...]], set[str]]:
    language = next(language for language in LANGUAGES if language.name == name)
    every = [word for words in language.words.values() for word in words.split(",")]
    return (
        {tuple(tokens(word)) for word in every if not word.endswith("*")},
        {fold(word[:-1]) for word in every if word.endswith("*")},
    )


def _of_words(name: str, primary: str) -> Meaning:
    """Return what the words of a name say."""
    found, unknown = _concepts(name, primary)
    certain = not unknown
    if not found or found & {"share", "other"}:
        return Meaning("other" if found else None, certain=certain)
    statistic: Statistic | None = None
    if "total" in found:
        statistic = "total"
    elif "average" in found or _AVERAGES & set(tokens(name)):
        statistic = "average"
    role, rank = _role(found, unit_of(name) is not None)
    return Meaning(role, statistic, rank, certain)


# What a set of words is of: the first row of which a word is in the set. Rows of times hold where
# the name speaks of a time, those of calls where it does not.
_OF_TIMES: tuple[tuple[Concept, Role], ...] = (
    ("answered", "handling"),
    ("acd", "talk"),
    ("call", "other"),
    ("offered", "other"),
    ("arrived", "other"),
    ("lost", "other"),
    ("queue", "other"),
)
_OF_BOTH: tuple[tuple[Concept, Role], ...] = (
    ("wait", "other"),
    ("flow_in", "flow_in"),
    ("flow_out", "flow_out"),
    ("outbound", "outbound"),
    ("wrap", "wrap"),
    ("hold", "hold"),
    ("ring", "ring"),
    ("talk", "talk"),
    ("handling", "handling"),
)
_OF_CALLS: tuple[tuple[Concept, Role], ...] = (
    ("lost", "lost"),
    ("answered", "answered"),
    ("acd", "answered"),
    ("zone", "zone"),
    ("agent", "agent"),
    ("offered", "calls"),
    ("arrived", "calls"),
    ("call", "calls"),
    ("media", "media"),
    ("queue", "queue"),
)
_RANKS: dict[Concept, int] = {"offered": 0, "arrived": 1, "call": 2}
_MOMENTS: set[Concept] = {"date", "clock", "time", "start", "end", "interval"}


def _role(found: set[Concept], has_unit: bool) -> tuple[Role | None, int]:
    """Return what a set of words is of, and how plainly it speaks of offered calls."""
    role = _first(found, _OF_BOTH)
    if role is None and "acd" in found and not found & {"call", "average", "time"} and not has_unit:
        return "other", 0  # the number of the switch
    if role is None and (found & {"average", "time"} or has_unit):
        role = _first(found, _OF_TIMES) if not found <= _MOMENTS | {"call"} else None
    role = role or _role_of_time(found) or _first(found, _OF_CALLS)
    rank = min((_RANKS[concept] for concept in found if concept in _RANKS), default=0)
    return role, rank if role == "calls" else 0


def _first(found: set[Concept], rules: tuple[tuple[Concept, Role], ...]) -> Role | None:
    return next((role for concept, role in rules if concept in found), None)


def _role_of_time(found: set[Concept]) -> Role | None:
    """Return what a set of words is of, where it is a day, a time of day or an interval."""
    if not found & _MOMENTS or not found <= _MOMENTS | {"call"}:
        return "other" if "weekday" in found else None
    if "end" in found:
        return "end"
    if "date" in found and not found & {"clock", "time", "interval"}:
        return "date"
    return "time" if found <= {"clock", "time"} else "start"
