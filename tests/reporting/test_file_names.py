"""Names of files, whatever people are called."""

import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from schedules import HOSTILE
from wfm.reporting.file_names import file_names


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def assert_safe(names: list[str]) -> None:
    assert len({folded(name) for name in names}) == len(names)
    for name in names:
        assert Path(name).name == name
        assert not set(name) & set('/\\:*?"<>|\0')
        assert name[0] not in ".- "
        assert len(name.encode()) <= 140
        assert name.isprintable()


def test_a_plain_name_names_its_file() -> None:
    assert file_names(["Anna Meier", "O-12", "Zoë"], ".ics") == {
        "Anna Meier": "Anna Meier.ics",
        "O-12": "O-12.ics",
        "Zoë": "Zoë.ics",
    }


def test_hostile_names_have_safe_files_of_their_own() -> None:
    named = file_names(HOSTILE, ".ics")
    assert list(named) == list(HOSTILE)
    assert_safe(list(named.values()))


@given(st.lists(st.text(max_size=80), unique=True, max_size=8))
def test_any_names_have_safe_files_of_their_own(people: list[str]) -> None:
    assert_safe(list(file_names(people, ".ics").values()))


def test_the_name_does_not_depend_on_the_order_of_people() -> None:
    assert file_names(["Anna", "anna"], ".ics") == file_names(["anna", "Anna"], ".ics")


def test_a_person_keeps_the_file_and_takes_nobody_elses() -> None:
    known = {"Anna": "Anna.ics"}
    named = file_names(["Anna", "ANNA", "Ben"], ".ics", known, ["ben.ics"])
    assert named["Anna"] == "Anna.ics"
    assert named["ANNA"].startswith("ANNA-")
    assert named["Ben"].startswith("Ben-")
