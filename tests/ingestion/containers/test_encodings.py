"""The bytes of a text: by their mark, by zeros, as UTF-8; damage is refused by its line."""

import pytest

from wfm.errors import InputError, OptionError
from wfm.ingestion.containers.encodings import to_utf8

TEXT = "Datum;Größe\n05.01.2026;Büro\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("UTF-16-LE",)),
        ("utf-16-le", ("UTF-16-LE",)),
        ("utf-16-be", ("UTF-16-BE",)),
        ("utf-32", ("UTF-32-LE",)),
    ],
)
def test_unicode_is_recognized(encoding: str, said: tuple[str, ...]) -> None:
    assert to_utf8(TEXT.encode(encoding), "f.csv", None) == (TEXT.encode(), said)


def test_marks_of_joined_files_and_the_end_mark_of_old_systems_go() -> None:
    mark = "\ufeff".encode()
    assert to_utf8(mark + b"a,b\n" + mark + b"a,b\n\x1a", "f.csv", None)[0] == b"a,b\na,b\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8"])
def test_a_file_cut_off_within_a_character_is_refused(encoding: str) -> None:
    data = (TEXT + "ü").encode(encoding)[:-1]
    with pytest.raises(InputError, match="cut off within its last character"):
        to_utf8(data, "f.csv", None)


def test_zeros_are_refused_by_their_line() -> None:
    with pytest.raises(InputError, match=r"f\.csv, line 2: holds a NUL byte"):
        to_utf8(b"calls,aht_seconds\n1,\0\n" + b"2,300\n" * 9, "f.csv", None)


@pytest.mark.parametrize(("most", "few"), [("utf-8", "cp1252"), ("cp1252", "utf-8")])
def test_two_encodings_in_one_file_are_refused_by_the_line(most: str, few: str) -> None:
    data = ("Müller,1\n" * 5).encode(most) + "Köln,2\n".encode(few) + "Zürich,3\n".encode(most)
    with pytest.raises(InputError, match=r"f\.csv, line 6: .*two encodings are mixed"):
        to_utf8(data, "f.csv", None)


def test_an_encoding_that_is_told_is_taken() -> None:
    assert to_utf8(TEXT.encode("cp852"), "f.csv", "cp852")[0] == TEXT.encode()
    assert to_utf8(TEXT.encode("utf-16"), "f.csv", "utf-16")[0] == TEXT.encode()
    assert to_utf8(TEXT.encode("utf-8-sig"), "f.csv", "utf8")[0] == TEXT.encode()
    with pytest.raises(InputError, match=r"f\.csv, line 1: is not utf-8, as --encoding says"):
        to_utf8(TEXT.encode("cp1252"), "f.csv", "utf-8")


@pytest.mark.parametrize("encoding", ["martian", "hex", "rot13", ""])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    with pytest.raises(OptionError, match="is no encoding: give one such as utf-8"):
        to_utf8(b"a,b\n", "f.csv", encoding)
