"""What is said of the running day, and its factors as a table."""

import logging

import numpy as np
import pandas as pd

from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import BoolArray, FloatArray
from wfm.forecasting.running.laws import LEAST_CASES
from wfm.forecasting.running.matching import Running
from wfm.forecasting.running.outlook import Found
from wfm.forecasting.running.past_days import LEAST_DAYS

log = logging.getLogger(__name__)
_MANY = 1.25  # times as many calls as on any past day: worth a warning


def say_silence(running: Running, down: BoolArray, forecast: FloatArray) -> None:
    """Say that nobody gets through, or did not for a while."""
    at = np.flatnonzero(down)
    begin = _time(running, int(at[0]))
    goes_on = bool(down[-1]) or not forecast[at[-1] + 1 :].any()
    when = f"since {begin}" if goes_on else f"between {begin} and {_time(running, int(at[-1]) + 1)}"
    log.warning(
        "%sno calls %s, where %.0f were forecast: is the line down%s? Taken as missing; "
        "--outages keep counts them",
        running.prefix,
        when,
        float(forecast[down].sum()),
        f", or are they still to come (--as-of {begin})" if goes_on else "",
    )


def say_partial(running: Running) -> None:
    """Say that the last interval is left out."""
    last = running.now - 1
    log.warning(
        "%sthe interval of %s has %.0f calls where %.0f were forecast: taken as still running, "
        "and left out; --as-of %s counts it",
        running.prefix,
        _time(running, last),
        running.came[last],
        running.calls[last],
        _as_of(running),
    )


def say_short(running: Running, days: int, needed: int) -> None:
    """Say that the past is too short."""
    log.warning(
        "%sthe actuals hold %d days before today, and at least %d are needed to learn from%s: "
        "the forecast is left alone",
        running.prefix,
        days,
        needed,
        f" what came of a forecast {running.lead} days old" if needed > LEAST_DAYS else "",
    )


def say(running: Running, calls: tuple[Found, Found], times: tuple[Found, Found]) -> None:
    """Say what was found and what follows from it."""
    rest, counted = calls[0], np.flatnonzero(~np.isnan(running.came))
    if not len(counted):
        day = calendar.iso(running.today)
        log.info("%snothing has come of %s: the forecast is left alone", running.prefix, day)
        return
    log.info(
        "%sof %s calls forecast until %s, %s came: %s",
        running.prefix,
        f"{rest.forecast:,.0f}",
        _time(running, int(counted[-1]) + 1),
        f"{rest.came:,.0f}",
        _of_calls(running, calls),
    )
    if rest.is_beyond:
        log.warning(
            "%sno day of its past was so far off: taken as the one that was farthest; are the "
            "actuals and the forecast of the same calls?",
            running.prefix,
        )
    moved = [one.factor for one in times if not one.law.says_nothing]
    if moved and not times[0].law.says_nothing:
        said = _by(moved[0], "stay as they were")
        log.info("%shandling times of the rest of the day %s", running.prefix, said)


def _of_calls(running: Running, calls: tuple[Found, Found]) -> str:
    rest, after = calls
    if running.midnights[0] > running.now:
        said = f"the rest of the day {_by(rest.factor)}"
        if rest.forecast <= 0:
            said = "nothing was forecast so far, and the rest of the day is left alone"
        elif rest.law.says_nothing:
            said = f"the rest of the day is left alone, {_why(rest)}"
    else:
        said = "the day is over"
    if after.law.says_nothing:
        return f"{said}; the next day is left alone"
    return f"{said}; the next day {_by(after.factor)}"


def _why(found: Found) -> str:
    if found.law.days < LEAST_CASES:
        return f"for only {found.law.days} past days are like it"
    return "for its past shows no gain"


def _hours(half_life: float) -> float:
    """Return a half-life, NaN where all hours count alike."""
    return half_life if np.isfinite(half_life) else float("nan")


def _by(factor: float, unmoved: str = "stays as it was") -> str:
    change = 100 * (factor - 1)
    if abs(change) < 0.05:
        return unmoved
    return f"{abs(change):.1f}% {'higher' if change > 0 else 'lower'}"


def _time(running: Running, row: int) -> str:
    """Return the time on the wall clock at which a row of today begins."""
    return f"{running.starts[row]:%H:%M}" if row < running.midnights[0] else "24:00"


def _as_of(running: Running) -> str:
    """Return what --as-of takes for the end of what has come: after midnight, with the day."""
    now = running.starts[running.now]
    return f"{now:%H:%M}" if running.now < running.midnights[0] else f"{now:%Y-%m-%dT%H:%M}"


def factors(
    running: Running, calls: tuple[Found, Found], times: tuple[Found, Found]
) -> pd.DataFrame:
    """List what was found, a row each for calls and handling times, today and the day after."""
    rows = [
        {
            **({} if running.name is None else {"queue": running.name}),
            "what": what,
            "of": f"{calendar.iso(running.today + day)}{' rest' if day == 0 else ''}",
            "forecast": round(found.forecast, 2),
            "came": round(found.came, 2),
            "b": round(found.law.share, 4),
            "k": found.law.pseudo_calls,
            "half_life_hours": _hours(found.law.half_life_hours),
            "deviation": round(found.deviation, 4),
            "factor": round(found.factor, 4),
            "gain": round(found.law.gain, 4),
            "days": found.law.days,
        }
        for what, both in (("calls", calls), ("aht_seconds", times))
        for day, found in enumerate(both)
    ]
    return pd.DataFrame(rows)
