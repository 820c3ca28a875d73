"""What the staffing tests share."""

import pytest

from wfm.staffing.formulas import erlang_b


@pytest.fixture(params=["series", "gamma"])
def path(request, monkeypatch):
    """Both ways to 1/B for any load: a plain positive series, and scipy's incomplete gamma."""
    monkeypatch.setattr(erlang_b, "steps_are_enough", lambda *_: False)
    monkeypatch.setattr(erlang_b, "series_is_enough", lambda *_: request.param == "series")
    return request.param
