"""Every picture of a report, in the order in which they stand on the page."""

from collections.abc import Callable, Iterator

from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Picture
from wfm.reporting.page.pictures.costs import costs
from wfm.reporting.page.pictures.day_plan import day_plan
from wfm.reporting.page.pictures.days import days
from wfm.reporting.page.pictures.forecast import forecast
from wfm.reporting.page.pictures.grid import grid
from wfm.reporting.page.pictures.listed import compared, parameters, violations, what_if
from wfm.reporting.page.pictures.shares import shares
from wfm.reporting.page.pictures.simulated import simulated
from wfm.reporting.page.pictures.week_maps import calls, difference, need, service

PICTURES: tuple[Callable[[Given], Iterator[Picture]], ...] = (
    forecast,
    calls,
    need,
    days,
    difference,
    service,
    simulated,
    grid,
    day_plan,
    shares,
    costs,
    compared,
    what_if,
    violations,
    parameters,
)


def pictures_of(given: Given) -> list[Picture]:
    """Return the pictures that can be drawn of what is given."""
    return [picture for make in PICTURES for picture in make(given)]
