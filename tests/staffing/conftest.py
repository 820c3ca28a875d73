"""What the staffing tests share."""

import pytest

from wfm.staffing import erlang


@pytest.fixture(params=["series", "gamma"])
def path(request, monkeypatch):
    """Both ways to 1/B: the plain series of small tables, and scipy's incomplete gamma."""
    work = 1e12 if request.param == "series" else -1.0
    monkeypatch.setattr(erlang, "series_is_enough", lambda load: work > 0.0)
    return request.param
