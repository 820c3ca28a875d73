"""What the staffing tests share."""

import pytest

from wfm.staffing import erlang


@pytest.fixture(params=["series", "gamma"])
def path(request, monkeypatch):
    """Both ways to 1/B: the plain series of small tables, and scipy's incomplete gamma."""
    monkeypatch.setattr(erlang, "_SERIES_WORK", 1e12 if request.param == "series" else -1.0)
    return request.param
