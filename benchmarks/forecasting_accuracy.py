"""Rolling-origin accuracy of wfm's models and of other methods on eleven real queues.

    python benchmarks/forecasting_accuracy.py [METHOD ...] [--every N] [--small]

Reads ``../shared/data/calls`` beside the checkout and prints the tables of
``docs/reference/accuracy.md``. Every origin makes one forecast of four weeks; 1, 2 and 4 weeks are
its first 7, 14 and 28 days. Only recorded intervals are judged, and nothing after the origin is
read but the calendar. Methods whose package is not installed are left out: ``ets`` and ``mstl``
need statsforecast, ``lightgbm`` and ``prophet`` the packages of their names.

With ``--small`` small queues are made of the same ones: every call is kept with a probability of
10, 3 or 1 %. There an error per half hour says little; they are judged by day totals and bias.
"""

import argparse
import importlib.util
import os
import sys
import time
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from wfm.forecasting.accuracy.bands import quantiles
from wfm.forecasting.accuracy.choice import choose
from wfm.forecasting.accuracy.scores import LEVELS, naive_error, score
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import Days, FloatArray, Past
from wfm.forecasting.history.following import follow_changes
from wfm.forecasting.models.catalogue import MODELS

CALLS = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "calls"
AXA_ORIGINS = [
    "2012-02-06",
    "2012-04-16",
    "2012-06-25",
    "2012-09-03",
    "2012-11-12",
    "2013-01-21",
    "2013-04-01",
    "2013-06-10",
    "2013-08-19",
    "2013-10-28",
]
AXA = "cat domicile gestion_accueil_telephonique medical renault services tech_axa tech_inter"
QUEUES = {
    "us_bank_2003": (
        "US",
        ["2003-06-02", "2003-06-23", "2003-07-14", "2003-08-04", "2003-08-25", "2003-09-22"],
    ),
    "israel_bank_1999": (
        "IL",
        [
            "1999-04-05",
            "1999-05-10",
            "1999-06-14",
            "1999-07-19",
            "1999-08-23",
            "1999-09-27",
            "1999-11-01",
            "1999-11-29",
        ],
    ),
    **{f"axa_{name}": ("FR", AXA_ORIGINS) for name in (*AXA.split(), "telephonie")},
}
KEPT = (0.1, 0.03, 0.01)  # share of the calls that a small queue is made of
SLOTS, AHEAD, HORIZONS = 48, 28, (1, 2, 4)
Method = Callable[[Past, Days], FloatArray]


def load(name: str, country: str) -> Past:
    """Read a queue as a matrix of days, with an empty month after its end."""
    table = pd.read_csv(CALLS / f"{name}.csv", parse_dates=["timestamp"])
    series = table.set_index("timestamp")["calls"].astype(float)
    first, last = series.index[0].normalize(), series.index[-1].normalize()
    grid = pd.date_range(first, last + pd.Timedelta(days=AHEAD, hours=23, minutes=30), freq="30min")
    calls = series.reindex(grid).to_numpy().reshape(-1, SLOTS)
    number = (first - pd.Timestamp("1970-01-01")).days
    return Past(calendar.calendar(number, len(calls), country), calls)


def cases(every: int) -> Iterator[tuple[str, Past, Days, FloatArray]]:
    """Give each queue and origin: name, past, days ahead, what came."""
    for name, (country, origins) in QUEUES.items():
        whole = load(name, country)
        for day in origins[::every]:
            origin = calendar.day_number(day, "origin") - int(whole.days.date[0])
            ahead = slice(origin, origin + AHEAD)
            days = whole.days.part(origin, origin + AHEAD)
            yield name, whole.until(origin), days, whole.calls[ahead]


# --- other methods ---------------------------------------------------------------------------


def open_grid(past: Past, weeks: int) -> tuple[FloatArray, np.ndarray, np.ndarray]:
    """Fill a regular grid as its packages need it: gaps take the week before; closed days go."""
    last = past.last(weeks * 7)
    recorded = np.array([last.recorded[last.days.weekday == day].any() for day in range(7)])
    kept = recorded[last.days.weekday]
    calls, week = last.calls[kept].copy(), int(recorded.sum())
    for day in range(len(calls)):
        gap = np.isnan(calls[day])
        calls[day, gap] = np.nan_to_num(calls[day - week][gap]) if day >= week else 0.0
    return calls, last.days.weekday[kept], recorded


def plain_mean(past: Past, future: Days) -> FloatArray:
    """Mean of the last six weeks that knows no holidays."""

    def without(days: Days) -> Days:
        return replace(days, holiday=("",) * len(days))

    return MODELS["mean"](Past(without(past.days), past.calls), without(future), 6).calls


def ets(past: Past, future: Days) -> FloatArray:
    """Exponential smoothing of day totals (AutoETS) x weekday profile of eight weeks."""
    from statsforecast.models import AutoETS

    calls, weekday, recorded = open_grid(past, 150)
    ahead = recorded[future.weekday]
    model = AutoETS(season_length=int(recorded.sum())).fit(calls.sum(axis=1))
    total = np.zeros(len(future))
    total[ahead] = np.maximum(model.predict(int(ahead.sum()))["mean"], 0.0)
    profile = np.stack(
        [
            calls[weekday == day][-8:].mean(axis=0) if recorded[day] else np.zeros(SLOTS)
            for day in range(7)
        ]
    )
    profile /= np.maximum(profile.sum(axis=1, keepdims=True), 1e-9)
    return total[:, None] * profile[future.weekday]


def mstl(past: Past, future: Days) -> FloatArray:
    """Multiple seasonal decomposition of the half hours, 78 weeks."""
    from statsforecast.models import MSTL

    calls, _, recorded = open_grid(past, 78)
    ahead = recorded[future.weekday]
    model = MSTL([SLOTS, SLOTS * int(recorded.sum())]).fit(calls.ravel())
    result = np.zeros((len(future), SLOTS))
    result[ahead] = model.predict(int(ahead.sum()) * SLOTS)["mean"].reshape(-1, SLOTS)
    return np.maximum(result, 0.0)


def prophet(past: Past, future: Days) -> FloatArray:
    """Prophet, multiplicative, two years, with the holidays of the calendar."""
    from prophet import Prophet

    last = past.last(104 * 7)

    def times(days: Days) -> np.ndarray:
        minutes = np.arange(SLOTS) * 30
        return (days.date[:, None] * 1440 + minutes).ravel().astype("datetime64[m]")

    both = [
        (d, n)
        for days in (last.days, future)
        for d, n in zip(days.date, days.holiday, strict=False)
        if n
    ]
    feasts = pd.DataFrame(
        {
            "ds": np.array([day for day, _ in both])
            .astype("datetime64[D]")
            .astype("datetime64[s]"),
            "holiday": [name for _, name in both],
        }
    )
    model = Prophet(
        seasonality_mode="multiplicative",
        holidays=feasts if both else None,
        daily_seasonality=True,
        weekly_seasonality=True,
        uncertainty_samples=0,
    )
    model.fit(pd.DataFrame({"ds": times(last.days), "y": last.calls.ravel()}).dropna())
    found = model.predict(pd.DataFrame({"ds": times(future)}))["yhat"].to_numpy()
    return np.maximum(found.reshape(-1, SLOTS), 0.0)


def lightgbm(past: Past, future: Days) -> FloatArray:
    """Boosted trees, Poisson loss, on lags of four weeks and more and on the calendar."""
    import lightgbm as booster

    last = past.last(104 * 7)
    calls = np.concatenate([last.calls, np.full((len(future), SLOTS), np.nan)])
    days = len(calls)

    def lag(weeks: int) -> FloatArray:
        shifted = np.full(calls.shape, np.nan)
        shifted[7 * weeks :] = calls[: max(days - 7 * weeks, 0)]
        return shifted

    lags = np.stack([lag(weeks) for weeks in range(4, 12)])
    recorded = ~np.isnan(calls).all(axis=1)
    total = pd.Series(np.where(recorded, np.nansum(calls, axis=1), np.nan))
    level = total.rolling(28, min_periods=7).mean().shift(28).to_numpy()
    date = np.concatenate([last.days.date, future.date])
    feast = np.concatenate([last.days.is_holiday, future.is_holiday])
    year = date.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[D]")
    of_day = [
        level,
        (date + 3) % 7,
        date - year.astype(np.int64),
        feast,
        np.roll(feast, 1),
        np.roll(feast, -1),
    ]
    columns = [
        *(np.nanmean(lags[:count], axis=0) for count in (2, 4, 8)),
        lag(52),
        np.tile(np.arange(SLOTS), (days, 1)),
        *(np.repeat(np.asarray(part, float)[:, None], SLOTS, axis=1) for part in of_day),
    ]
    features = np.stack(columns, axis=-1)
    known = features[: len(last)].reshape(-1, features.shape[-1])
    target = last.calls.ravel()
    used = ~np.isnan(target) & ~np.isnan(known[:, 1])
    model = booster.LGBMRegressor(
        objective="poisson",
        n_estimators=250,
        learning_rate=0.05,
        num_leaves=31,
        min_child_samples=40,
        n_jobs=1,
        verbosity=-1,
        random_state=0,
    ).fit(known[used], target[used])
    found = model.predict(features[len(last) :].reshape(-1, features.shape[-1]))
    return np.maximum(found.reshape(-1, SLOTS), 0.0)


PEERS: dict[str, tuple[str, Method]] = {
    "plain_mean": ("numpy", plain_mean),
    "ets": ("statsforecast", ets),
    "mstl": ("statsforecast", mstl),
    "prophet": ("prophet", prophet),
    "lightgbm": ("lightgbm", lightgbm),
}


# --- judging ---------------------------------------------------------------------------------


def run(method: str, past: Past, future: Days) -> tuple[FloatArray, list[FloatArray] | None]:
    """Forecast with one method: expected calls, and quantiles where it is one of wfm's."""
    if method in PEERS:
        return PEERS[method][1](past, future), None
    past, _ = follow_changes(past)
    choice = choose(past, method, 6)
    forecast = MODELS[choice.name](past, future, 6).calls
    return forecast, quantiles(forecast, choice.errors, (0.1, 0.9, *LEVELS))


def judge(method: str, every: int) -> pd.DataFrame:
    """Judge one method on all queues: a row for each queue, origin and horizon."""
    rows = []
    for name, past, future, came in cases(every):
        begun = time.process_time()
        forecast, found = run(method, past, future)
        seconds = time.process_time() - begun
        bounds = found if found is not None else [forecast] * (2 + len(LEVELS))
        for horizon in HORIZONS:
            part = slice(0, 7 * horizon)
            if (~np.isnan(came[part])).sum() < 100:
                continue  # hardly a day of the week was recorded
            got = score(
                came[part],
                forecast[part],
                low=bounds[0][part],
                high=bounds[1][part],
                quantiles=np.stack(bounds[2:])[:, part],
                scale=naive_error(past),
            )
            figures = {"wape": got.wape, "day_wape": got.day_wape, "mase": got.mase}
            figures |= {"bias": got.bias, "seconds": seconds}
            if found is not None:
                figures |= {"coverage": got.coverage, "small": got.coverage_small}
                figures |= {"loss": got.loss}
            rows.append({"method": method, "queue": name, "weeks": horizon, **figures})
    return pd.DataFrame(rows)


def thinned(calls: FloatArray, share: float, name: str, origin: int) -> FloatArray:
    """Keep every call with a probability of its own; missing stays missing."""
    random = np.random.default_rng([zlib.crc32(name.encode()), round(share * 1000), origin])
    kept = random.binomial(np.nan_to_num(calls).astype(int), share)
    return np.where(np.isnan(calls), np.nan, kept)


def judge_small(method: str, every: int) -> pd.DataFrame:
    """Judge one method on small queues: calls forecast and come, and absolute errors of days."""
    rows = []
    for share in KEPT:
        for name, past, future, came in cases(every):
            calls = thinned(np.concatenate([past.calls, came]), share, name, len(past))
            known, actual = Past(past.days, calls[: len(past)]), calls[len(past) :]
            expected = PEERS[method][1](known, future) if method in PEERS else None
            if expected is None:
                known, _ = follow_changes(known)
                chosen = choose(known, method, 6).name if method == "auto" else method
                expected = MODELS[chosen](known, future, 6).calls
            error = np.where(np.isnan(actual), 0.0, expected - actual).sum(axis=1)
            total = np.nansum(actual, axis=1)
            for weeks in HORIZONS:
                part = slice(0, 7 * weeks)
                figures = {"error": error[part].sum(), "missed": np.abs(error[part]).sum()}
                key = {"method": method, "kept": share, "queue": name, "weeks": weeks}
                rows.append({**key, **figures, "came": total[part].sum()})
    return pd.DataFrame(rows)


def small_table(rows: pd.DataFrame) -> str:
    """Write bias and error of day totals of small queues as a Markdown table."""
    lines = [
        "| method | calls kept | "
        + " | ".join(f"{what} {w} wk" for w in HORIZONS for what in ("bias", "days"))
        + " | farthest bias 4 wk |",
        "|---|---:|" + "---:|" * (2 * len(HORIZONS) + 1),
    ]
    total = rows.groupby(["method", "kept", "queue", "weeks"], sort=False).sum()
    bias, days = total["error"] / total["came"], total["missed"] / total["came"]
    for method in rows["method"].unique():
        for kept in KEPT:
            cells = []
            for weeks in HORIZONS:
                one = (method, kept, slice(None), weeks)
                cells += [f"{bias.loc[one].mean():.3f}", f"{days.loc[one].mean():.3f}"]
            last = bias.loc[(method, kept, slice(None), HORIZONS[-1])]
            queue = last.abs().idxmax()
            cells.append(f"{last.loc[queue]:.3f}")
            lines.append(f"| {method} | {kept:.0%} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def table(rows: pd.DataFrame, columns: list[tuple[str, int, str]]) -> str:
    """Write mean figures per method as a Markdown table; each queue counts the same."""
    per_queue = rows.groupby(["method", "queue", "weeks"], sort=False).mean()
    mean = per_queue.groupby(["method", "weeks"], sort=False).mean()
    lines = ["| method | " + " | ".join(title for _, _, title in columns) + " |"]
    lines.append("|---|" + "---:|" * len(columns))
    for method in rows["method"].unique():
        cells = []
        for figure, weeks, _ in columns:
            value = mean[figure].get((method, weeks), np.nan) if figure in mean else np.nan
            cells.append("" if np.isnan(value) else f"{value:.3f}")
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def by_queue(rows: pd.DataFrame, methods: list[str]) -> str:
    """Write the WAPE of each queue at 1, 2 and 4 weeks for some methods."""
    mean = rows.groupby(["queue", "method", "weeks"], sort=False)["wape"].mean()
    lines = ["| queue | " + " | ".join(f"{m}, 1 / 2 / 4 weeks" for m in methods) + " |"]
    lines.append("|---|" + "---:|" * len(methods))
    for queue in QUEUES:
        cells = [
            " / ".join(f"{mean[queue, method, weeks]:.3f}" for weeks in HORIZONS)
            for method in methods
        ]
        lines.append(f"| {queue} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def bands_by_queue(rows: pd.DataFrame, method: str) -> str:
    """Write the coverage of one method's bands at 4 weeks for each queue."""
    chosen = rows[(rows["method"] == method) & (rows["weeks"] == HORIZONS[-1])]
    mean = chosen.groupby("queue", sort=False)[["coverage", "small", "bias"]].mean()
    lines = [
        f"| queue, {method}, 4 wk | inside | not above, few calls | bias |",
        "|---|---:|---:|---:|",
    ]
    for queue, row in mean.iterrows():
        cells = " | ".join("" if np.isnan(value) else f"{value:.3f}" for value in row)
        lines.append(f"| {queue} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Judge the methods asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("methods", nargs="*", help="methods; all that are installed if left out")
    parser.add_argument("--every", type=int, default=1, help="only every N-th origin")
    parser.add_argument("--small", action="store_true", help="judge small queues instead")
    options = parser.parse_args()
    if not CALLS.is_dir():
        sys.exit(f"no calls at {CALLS}")
    installed = [name for name, (package, _) in PEERS.items() if importlib.util.find_spec(package)]
    methods = options.methods or ["auto", *MODELS, *installed]
    warnings.simplefilter("ignore")
    if options.small:
        small = [judge_small(method, options.every) for method in methods]
        print(small_table(pd.concat(small, ignore_index=True)))
        return
    found = []
    for method in methods:
        found.append(judge(method, options.every))
        print(f"{method} done", file=sys.stderr, flush=True)
    rows = pd.concat(found, ignore_index=True)
    points = [("wape", w, f"WAPE {w} wk") for w in HORIZONS]
    points += [("day_wape", 4, "days 4 wk"), ("mase", 4, "MASE 4 wk"), ("bias", 4, "bias 4 wk")]
    print(table(rows, [*points, ("seconds", 4, "CPU s")]))
    own = rows[~rows["method"].isin(list(PEERS))]
    if len(own):
        bands = [("coverage", w, f"inside {w} wk") for w in HORIZONS]
        bands += [("small", 4, "not above, few calls"), ("loss", 4, "loss 4 wk")]
        print("\n" + table(own, bands))
    chosen = [name for name in ("auto", "mean") if name in methods]
    if chosen:
        print("\n" + by_queue(rows, chosen))
    if "combined" in methods:
        print("\n" + bands_by_queue(rows, "combined"))


if __name__ == "__main__":
    main()
