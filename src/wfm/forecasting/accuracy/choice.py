"""Which model: the best on the queue's own past. Numpy only."""

from dataclasses import dataclass

from wfm.forecasting.accuracy.bands import Errors, all_past_errors, past_errors
from wfm.forecasting.history.days import Past
from wfm.forecasting.models.catalogue import MODELS

AUTO = "auto"
FIRST = "combined"
# On past origins another model is often a little better by chance, and not better afterwards.
MARGIN = 0.10
NOTHING = 0.001  # a smaller difference is none


@dataclass(frozen=True)
class Choice:
    """A model and what speaks for it.

    Parameters
    ----------
    name
        The model.
    errors
        Its errors at past origins.
    wape
        By model, the sum of absolute errors over the sum of calls at those origins; empty where
        the model was given, there was no past origin, or no call came after any.
    """

    name: str
    errors: Errors
    wape: dict[str, float]


def choose(past: Past, name: str, weeks: int) -> Choice:
    """Take the model of that name; for ``auto`` choose it.

    The first model stays unless another one's error at past origins is lower by a tenth. Where no
    call came there, whoever forecasts nothing is right: the first model stays.
    """
    if name != AUTO:
        return Choice(name, past_errors(past, MODELS[name], weeks), {})
    errors = all_past_errors(past, weeks)
    wape = {model: found.wape for model, found in errors.items()}
    if errors[FIRST].origins == 0 or not errors[FIRST].actual.any():
        return Choice(FIRST, errors[FIRST], {})
    best = min(wape, key=lambda model: wape[model])
    if wape[FIRST] - wape[best] < max(MARGIN * wape[FIRST], NOTHING):
        best = FIRST
    return Choice(best, errors[best], wape)
