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


def _decomposed(path: decomposition.Path, past: Past, future: Days, weeks: int) -> Parts:
    del weeks
    return decomposition.decompose(past, future, path)


MODELS: dict[str, Model] = {
    "combined": partial(_decomposed, decomposition.combined_path),
    "recent": partial(_decomposed, decomposition.recent_path),
    "smoothed": partial(_decomposed, decomposition.smoothed_path),
    "harmonic": partial(_decomposed, decomposition.harmonic_path),
    "mean": mean,
    "seasonal_naive": seasonal_naive,
}
