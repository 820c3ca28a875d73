"""The forecasting models: each one a function from the past to a forecast in parts.

A model takes the past, the days to forecast (they begin on the day after the past) and the number
of weeks that the plain ones look back. Adding a model is one function and one entry in ``MODELS``.
"""

from collections.abc import Callable
from functools import partial

from wfm.forecasting.history.days import Days, Past
from wfm.forecasting.models import decomposition
from wfm.forecasting.models.mean import mean, seasonal_naive
from wfm.forecasting.models.parts import Parts

Model = Callable[[Past, Days, int], Parts]


PATHS: dict[str, decomposition.Path] = {
    "combined": decomposition.combined_path,
    "recent": decomposition.recent_path,
    "smoothed": decomposition.smoothed_path,
    "harmonic": decomposition.harmonic_path,
}


def _decomposed(path: decomposition.Path, past: Past, future: Days, weeks: int) -> Parts:
    del weeks
    return decomposition.decompose(past, future, path)


def _as_the_week_is_now(model: Model, past: Past, future: Days, weeks: int) -> Parts:
    return model(past, future, weeks).with_week(past.week_now, future.weekday)


_OF_ONE_WEEK: dict[str, Model] = {
    **{name: partial(_decomposed, path) for name, path in PATHS.items()},
    "mean": mean,
    "seasonal_naive": seasonal_naive,
}
MODELS: dict[str, Model] = {
    name: partial(_as_the_week_is_now, model) for name, model in _OF_ONE_WEEK.items()
}


def all_forecasts(past: Past, future: Days, weeks: int) -> dict[str, Parts]:
    """Forecast with every model; what several of them share is worked out once."""
    together = decomposition.decompose_once(past, future, PATHS)
    return {
        name: together[name].with_week(past.week_now, future.weekday)
        if name in together
        else model(past, future, weeks)
        for name, model in MODELS.items()
    }
