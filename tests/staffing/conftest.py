"""What the staffing tests share."""

import pytest

from wfm.staffing.formulas import erlang_b


@pytest.fixture(params=["series", "gamma"])
def path(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to 1/B for any load: a plain positive series, and scipy's incomplete gamma."""
    monkeypatch.setattr(erlang_b, "steps_are_enough", lambda *_: False)
    monkeypatch.setattr(erlang_b, "series_is_enough", lambda *_: request.param == "series")
    chosen: str = request.param
    return chosen
