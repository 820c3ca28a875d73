"""Code pages: the one in which the header's words are words; else the file is asked about."""

import unicodedata
from contextlib import suppress

import pytest

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.containers import sheets

HEADERS = {
    "German": "Datum;Uhrzeit;Angebotene Anrufe;Warteschlange;Ø Bearbeitungszeit",
    "French": "Date;Heure;Appels présentés;File;Durée moyenne de traitement",
    "Spanish": "Fecha;Hora;Llamadas ofrecidas;Cola;Duración",
    "Russian": "Дата;Время;Поступило;Очередь;Среднее время обработки",
    "Estonian": "Kuupäev;Kellaaeg;Saabunud kõned;Järjekord;Keskmine käsitlusaeg",
    "Chinese": "日期;时间;来话量;队列;平均处理时长",
    "Taiwanese": "日期;時間;來話量;佇列;平均處理時間",
    "Vietnamese": "Ngày;Giờ;Cuộc gọi đến;Hàng đợi;Thời gian xử lý trung bình",
}
QUEUES = {
    "German": "Büro Köln",
    "French": "Crème brûlée",
    "Spanish": "Atención España",
    "Russian": "Продажи",
    "Estonian": "Müük ja hooldus õhtul",
    "Chinese": "客户服务",
    "Taiwanese": "客戶服務",
    "Vietnamese": "Bán hàng",
}
PAGES = {
    "German": ("cp1252", "iso8859-15", "cp850", "mac-roman"),
    "French": ("cp1252", "iso8859-15", "cp850", "mac-roman"),
    "Spanish": ("cp1252", "cp850", "mac-roman"),
    "Russian": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    "Estonian": ("cp1257", "cp1252", "cp775"),
    "Chinese": ("gb18030", "gb2312"),
    "Taiwanese": ("cp950", "big5", "gb18030"),
    "Vietnamese": ("cp1258",),
}


def in_page(text: str, page: str) -> bytes:
    """Encode a text; tones of Vietnamese stand behind their letters in its page."""
    if page != "cp1258":
        return text.encode(page)
    out = b""
    for letter in text:
        try:
            out += letter.encode(page)
        except UnicodeEncodeError:
            tones = [
                c
                for c in unicodedata.normalize("NFD", letter)
                if c in "\u0300\u0301\u0303\u0309\u0323"
            ]
            base = unicodedata.normalize("NFD", letter).replace(tones[0], "")
            out += (unicodedata.normalize("NFC", base) + tones[0]).encode(page)
    return out


@pytest.mark.parametrize(
    ("language", "page"), [(language, page) for language, pages in PAGES.items() for page in pages]
)
def test_a_header_in_its_language_decides(language: str, page: str) -> None:
    text = f"{HEADERS[language]}\n05.01.2026;08:00;17;{QUEUES[language]};257\n"
    (sheet,) = sheets(in_page(text, page), "f.csv")
    assert sheet.cells.to_numpy().tolist() == [line.split(";") for line in text.splitlines()]


def test_where_all_likely_pages_read_alike_nothing_is_asked() -> None:
    text = "start,queue,calls\n2026-01-05 08:00,Büro Köln,17\n"
    (sheet,) = sheets(text.encode("cp1250"), "f.csv")
    assert sheet.cells.iloc[1, 1] == "Büro Köln"
    assert sheet.said == ("cp1252",)


def test_a_name_that_differs_is_asked_about() -> None:
    text = "start,queue,calls\n2026-01-05 08:00,Crème,17\n"
    with pytest.raises(Question) as asked:
        sheets(text.encode("cp1252"), "f.csv")
    assert asked.value.readings == {"--encoding cp1252": "'Crème'", "--encoding cp1250": "'Crčme'"}
    (sheet,) = sheets(text.encode("cp1252"), "f.csv", encoding="cp1250")
    assert sheet.cells.iloc[1, 1] == "Crčme"


@pytest.mark.parametrize("page", ["cp1250", "cp1252", "cp1257", "mac-roman", "cp850", "cp437"])
@pytest.mark.parametrize("name", ["Müller & Søn", "Łódź", "España", "Zürich", "Škoda", "São Paulo"])
def test_a_name_is_read_right_or_asked_about(name: str, page: str) -> None:
    try:
        data = f"start,queue,calls\n2026-01-05 08:00,{name},17\n".encode(page)
    except UnicodeEncodeError:
        return
    with suppress(Question):
        (sheet,) = sheets(data, "f.csv")
        assert sheet.cells.iloc[1, 1] == name


def test_bytes_of_no_page_are_refused() -> None:
    with pytest.raises(InputError, match=r"f\.csv, line 2: .*no code page makes words"):
        sheets(b"start,calls\n\xff\x81\x8d\x8f\x90\x9d\xa0\xfd\xfe,17\n", "f.csv")
