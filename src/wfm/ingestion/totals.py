"""Rows that are no intervals: totals, and lines about the report."""

import re
import unicodedata
from functools import cache

from wfm.ingestion.folding import plain, tokens
from wfm.ingestion.words import LANGUAGES

# What stands below a table, or above it, and is no row of it.
_FOOTERS = re.compile(
    r"printed|print date|generated|exported|export date|run date|run on|run time|created|"
    r"applied filter|filters?:|page \d|seite \d|report|confidential|copyright|©|source:|notes?:|"
    r"end of|rows? (?:returned|selected)|last updated|as of|disclaimer|\*|"
    r"gedruckt|erstellt|ausgedruckt|exportiert|stand:|bericht|quelle|"
    r"imprim|genere|edite|exporte|rapport|extrait|"
    r"impreso|generado|informe|reporte|exportado|fuente|"
    r"打印|列印|导出|匯出|导出时间|生成|报表|報表|制表|製表|备注|備註|来源|"
    r"сформирован|напечатан|отчет|отчёт|выгруж|создан|"
    r"koostatud|trukitud|prinditud|aruanne|valja vo[e]?tud|"
    r"in ngay|ngay in|bao cao|nguoi lap|xuat",
)


@cache
def _totals() -> set[tuple[str, ...]]:
    return {tuple(tokens(word)) for language in LANGUAGES for word in language.totals.split(",")}


def is_total(text: str, *, alone: bool = False) -> bool:
    """Whether a cell is the word of a row that adds up others.

    Parameters
    ----------
    text
        The cell.
    alone
        Whether nothing may stand beside the word, such as a day or the name of a queue.
    """
    words = tokens(text)
    if not words or len(words) > 12:
        return False
    totals = _totals()
    if tuple(words) in totals:
        return True
    if alone:
        return False
    return any(
        tuple(words[:length]) in totals or tuple(words[-length:]) in totals for length in (3, 2, 1)
    )


def is_footer(text: str) -> bool:
    """Whether a cell is a line about the report, such as ``Printed on 3 May``."""
    return _FOOTERS.search(plain(unicodedata.normalize("NFKC", text))) is not None
