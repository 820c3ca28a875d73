"""The page of a report as tests read it."""

from html.parser import HTMLParser

import numpy as np

from test_evaluation import forecast_of, roster_of

ROSTER = roster_of(["DDDDD..", "NNNN...", "..DDDDD"], meals="12:00-12:30")
# A forecast that differs from one interval to the next, so that a cell out of place is seen.
FORECAST = forecast_of(14).assign(
    calls=[round(1 + n % 48 / 10 + n % 7, 4) for n in range(14 * 48)],
    calls_low=0.5,
    calls_high=lambda frame: frame["calls"] * 2,
)


class Read(HTMLParser):
    """A page as it is read: the tables of its figures, words, and what would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.titles: dict[str, str] = {}
        self.runs: list[str] = []
        self.words: list[str] = []
        self._figure, self._inside = "", ""
        self._places: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag
        place = given.get("id")
        if place:
            assert place not in self._places
            self._places.add(place)
        if tag == "figure":
            self._figure = str(given["id"])
            self.tables[self._figure] = []
        if tag == "tr":
            self.tables[self._figure].append([])
        if tag in {"td", "th"}:
            self.tables[self._figure][-1].append("")
        acts = [
            name for name in given if name.startswith("on") or name in {"src", "href", "srcdoc"}
        ]
        links = [name for name in acts if not str(given[name]).startswith("#")]
        self.runs += [f"{tag} {name}" for name in links] + ([tag] if tag == "script" else [])

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._inside in {"td", "th"}:
            self.tables[self._figure][-1][-1] += data.strip()
        if self._inside == "h3" and self._figure:
            self.titles[self._figure] = data

    def numbers(self, figure: str) -> list[list[float]]:
        """Return the cells of a table but for its first column and row."""
        return [[number(cell) for cell in row[1:]] for row in self.tables[figure][1:]]


def number(cell: str) -> float:
    return float(cell.replace(",", "")) if cell else np.nan
