"""What people write, and what only a wrong code page makes."""

import pytest

from wfm.ingestion.containers.letters import fits, is_strange


@pytest.mark.parametrize(
    "text",
    [
        "Büro Köln", "Crème brûlée", "Łódź", "Продажи", "ПРОДАЖИ", "Õhtune müük", "客户服务", "A组",
        "Mo–Fr", "20 °C", "№ 5", "„Anfrage“", "DMT (€)", "¿Qué?", "Ø AHT", "Cuộc gọi đến", "お客様",
    ],
)  # fmt: skip
def test_what_people_write_is_not_strange(text: str) -> None:
    assert not is_strange(text)


@pytest.mark.parametrize(
    "text",
    [
        "BŸro", "BŘro", "Bьro", "дАТА", "Äàòà", "B黵o", "Pr굎ent굎", "Pr©”sent", "B³ro", "Zⁿrich",
        "═", "1а234",
    ],
)  # fmt: skip
def test_what_a_wrong_page_makes_is_strange(text: str) -> None:
    assert is_strange(text)


@pytest.mark.parametrize(
    ("text", "language", "is_so"),
    [
        ("Größe", "German", True), ("Groesse", "German", True), ("Crème", "German", False),
        ("Ø Dauer", "German", True), ("Crème", "French", True), ("Crčme", "French", False),
        ("Kõned", "Estonian", True), ("Kőned", "Estonian", False), ("Очередь", "Russian", True),
        ("ѕродажи", "Russian", False), ("日期", "Chinese", True), ("日期", "German", False),
        ("来话量", "Chinese", True), ("來話量", "Chinese", True), ("日期", "Korean", False),
    ],
)  # fmt: skip
def test_letters_belong_to_languages(text: str, language: str, is_so: bool) -> None:
    assert fits(text, language) is is_so
