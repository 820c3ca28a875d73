"""A report: tables in, one page out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wfm.reporting.page.catalogue import pictures_of
from wfm.reporting.page.document import document
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Picture
from wfm.reporting.page.summary import summarised


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

    def parts(self) -> Iterator[str]:
        """Yield the page, part by part."""
        return document(summarised(self.given, self.drawn), self.drawn)

    @property
    def page(self) -> str:
        """The page: HTML that needs nothing else, with styles, pictures and script in it."""
        return "".join(self.parts())
