"""A report that the tests of its page and of its pictures look at."""

import pytest

import wfm
from pages import FORECAST, ROSTER, Read
from test_evaluation import PLAN
from wfm.reporting import Report


@pytest.fixture(scope="session")
def made() -> Report:
    return wfm.report([FORECAST, ROSTER, wfm.staff(FORECAST, config=PLAN)], config=PLAN)


@pytest.fixture(scope="session")
def page(made: Report) -> Read:
    return Read(made.page)
