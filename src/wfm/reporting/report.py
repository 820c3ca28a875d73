"""A report: tables in; a page, a workbook or pictures out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wfm.reporting.page.catalogue import pictures_of
from wfm.reporting.page.document import document
from wfm.reporting.page.duties import drawn, looks
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Picture
from wfm.reporting.page.summary import Summary, summarised
from wfm.reporting.report_book import report_book
from wfm.reporting.report_pictures import picture_files


@dataclass(frozen=True)
class Report:
    """A plan in pictures: equal tables, equal bytes.

    Parameters
    ----------
    given
        Its tables.
    """

    given: Given

    @cached_property
    def drawn(self) -> list[Picture]:
        """All pictures that can be drawn of the tables."""
        return pictures_of(self.given)

    @cached_property
    def summary(self) -> Summary:
        """What stands above the pictures."""
        return summarised(self.given, self.drawn)

    def parts(self) -> Iterator[str]:
        """Yield the page, part by part."""
        return document(self.summary, self.drawn)

    @property
    def page(self) -> str:
        """The page: HTML that needs nothing else, with styles, pictures and script in it."""
        return "".join(self.parts())

    @property
    def workbook(self) -> bytes:
        """The same as a workbook with native charts, ``.xlsx``."""
        return report_book(self.summary, self.drawn, looks(drawn(self.given)), self.given.target)

    @property
    def pictures(self) -> dict[str, bytes]:
        """Each picture as an SVG file, by its name."""
        return picture_files(self.drawn)
