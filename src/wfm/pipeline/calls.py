"""The steps of the whole site: its past calls, those to come, and the agents that they need."""

import logging
from dataclasses import replace

import pandas as pd

from wfm import tables
from wfm.forecasting import forecast_with
from wfm.ingestion import cleaning
from wfm.ingestion.histories import read_history
from wfm.options.forecast import ForecastOptions
from wfm.options.plan import Site
from wfm.options.read import ReadOptions
from wfm.options.staff import StaffOptions, TableOptions
from wfm.pipeline import frames
from wfm.pipeline.given import Figure, Given, Made
from wfm.quoting import quoted
from wfm.reporting.file_names import file_names
from wfm.staffing import staff_with

log = logging.getLogger(__name__)
# Names in the folder of a plan that no folder of a queue may have.
RESERVED = ("manifest.json", "report.html", "history.csv", "forecast.csv", "requirement.csv")


def read(given: Given) -> Made:
    """Read past calls from files of any layout."""
    site = given.chosen(Site)
    how = replace(given.chosen(ReadOptions), timezone=site.timezone, aht_unit=site.aht_unit)
    profile = None
    if given.outside.get("profile"):
        shape = ReadOptions(timezone=site.timezone)
        profile = read_history(given.outside["profile"], shape).frame
    found = read_history(given.outside["history"], how, profile)
    for line in found.said:
        log.info("%s", line)
    history = cleaning.in_seconds(cleaning.in_zone(found.frame, site.timezone), found.aht_unit)
    starts = history["interval_start"]
    figures: dict[str, Figure] = {
        "rows": len(history),
        "first": str(starts.min())[:10],
        "last": str(starts.max())[:10],
    }
    return Made({"history.csv": frames.written(history)}, figures)


def forecast(given: Given) -> Made:
    """Forecast calls and handling times."""
    history = frames.table(given, "history.csv", tables.HISTORY)
    options = replace(given.chosen(ForecastOptions), aht_unit="seconds")
    options = replace(options, events=frames.outside(given, "events", tables.EVENTS))
    found = forecast_with(history, options)
    failures = found.attrs.get("failures", {})
    failed = [f"{quoted(name)}: {failure}" for name, failure in failures.items()]
    days = found["interval_start"].dt.date
    width = found["calls_high"].sum() - found["calls_low"].sum() if "calls_low" in found else 0.0
    return Made(
        {"forecast.csv": frames.written(found)},
        {
            "calls": round(float(found["calls"].sum()), 1),
            "first": str(days.min()),
            "last": str(days.max()),
            "days": int(days.nunique()),
            "band": round(float(width) / 2, 1),
            **({"failed": "; ".join(failed)} if failed else {}),
        },
    )


def staff(given: Given) -> Made:
    """Size the agents that each interval needs, and give each queue its part."""
    calls = frames.table(given, "forecast.csv", tables.FORECAST)
    options = StaffOptions(**vars(given.chosen(TableOptions)))
    needed = staff_with(calls, options)
    files = {"requirement.csv": frames.written(needed)}
    folders = _folders(needed)
    for folder, queue in folders.items():
        own = needed[needed["queue"] == queue]
        known = calls[calls["queue"] == queue]
        files[f"{folder}/requirement.csv"] = frames.written(own)
        # Of queues that were put together, the requirement holds the calls.
        columns = [one for one in calls.columns if one in own]
        files[f"{folder}/forecast.csv"] = frames.written(known if len(known) else own[columns])
    at_once = needed.groupby("interval_start", sort=False)[["agents_required", "agents_scheduled"]]
    total = at_once.sum()
    peak = total["agents_scheduled"].idxmax()
    figures: dict[str, Figure] = {
        "required": float(total["agents_required"].max()),
        "scheduled": float(total["agents_scheduled"].max()),
        "peak": f"{peak:%a %Y-%m-%d %H:%M}",
    }
    return Made(files, figures, folders)


def _folders(needed: pd.DataFrame) -> dict[str, str]:
    """Name a folder for each queue, safe whatever it is called; none where there is one queue."""
    queues = [str(name) for name in needed["queue"].unique()] if "queue" in needed else []
    if len(queues) < 2:
        return {}
    named = file_names(queues, "", others=RESERVED)
    return {folder: queue for queue, folder in named.items()}
