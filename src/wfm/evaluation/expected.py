"""What callers can expect of given agents: the staffing stage's own models and options."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables, timestamps, units
from wfm.errors import InputError, OptionError
from wfm.evaluation.service import Service
from wfm.options.staff import TableOptions
from wfm.staffing.channels import read_channels
from wfm.staffing.groups import Joined, joined
from wfm.staffing.one_channel import Intervals, plan_channel, shrinkage_of
from wfm.staffing.options import Options
from wfm.staffing.reading import read_forecast, read_intervals
from wfm.staffing.table import describe

Floats = NDArray[np.float64]
_MOST_NAMED = 3


@dataclass(frozen=True)
class Calls:
    """The calls that a plan is judged against.

    Parameters
    ----------
    frame
        The forecast, checked, of one queue, with aware times.
    rows
        The same as arrays.
    options
        How agents are judged.
    notes
        What is to be said about queues that were put together.
    patience
        Mean time that callers wait before they hang up; infinite: nobody does [s].
    """

    frame: pd.DataFrame
    rows: Intervals
    options: Options
    notes: tuple[str, ...]
    patience: float = np.inf

    @property
    def step(self) -> int:
        """Length of an interval [min]."""
        return round(self.rows.step / 60)

    @property
    def shrinkage(self) -> Floats:
        """Share of paid time lost in each interval."""
        return shrinkage_of(self.rows, self.options)

    def of(self, kept: NDArray[np.bool_]) -> "Calls":
        """Take some of the intervals."""
        where = np.flatnonzero(kept)
        return replace(self, frame=self.frame[kept], rows=self.rows.of(where))

    def described(self) -> str:
        """Say how agents are judged."""
        return describe(self.options, self.rows)

    def needed(self) -> tuple[Floats, Floats]:
        """Size each interval: agents on the phones, and agents to be scheduled."""
        plan = plan_channel(self.rows, self.options)
        return plan.need.agents, plan.scheduled

    def expected(self, agents: Floats) -> Service:
        """Judge what agents on the phones achieve, an average over their interval."""
        if self.options.model.whole_agents:
            agents = np.floor(agents + 1e-9)
        need = plan_channel(replace(self.rows, agents=agents), self.options).need
        nothing = np.full(agents.size, np.nan)
        model = self.options.model
        return Service(
            need.service_level,
            need.asa,
            need.occupancy,
            need.abandonment if model.hangs_up else nothing,
            need.blocked if model.most_lines < np.inf else nothing,
        )


def read_calls(forecast: pd.DataFrame, options: TableOptions, queue: str | None = None) -> Calls:
    """Read a forecast and how agents are judged.

    Parameters
    ----------
    forecast
        Forecast table; its column ``agents`` is not looked at: the plan says who is there.
    options
        Options of the staffing stage.
    queue
        Which queue is meant, if there are several.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take, or gives the agents that the plan has.
    InputError
        If it is no forecast, or holds several queues and nobody said which.
    """
    frame, base, step, notes = _read(forecast, options, queue)
    names = list(frame["queue"].unique()) if "queue" in frame else []
    if len(names) > 1:
        listed = ", ".join(map(str, names[:_MOST_NAMED]))
        raise InputError(
            f"{_prefix(frame)}the forecast holds several queues ({listed}): name one with --queue, "
            "or judge them as one with --pool all"
        )
    return _of_one(frame, base, step, notes)


def read_queues(
    forecast: pd.DataFrame,
    options: TableOptions,
    queue: str | None = None,
    own: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> dict[str, Calls]:
    """Read the queues of a forecast, each with how it is judged.

    Parameters
    ----------
    forecast, options, queue
        As `read_calls` takes them; queues that are pooled are one.
    own
        Options of single queues, which go before those of all and of their channel.

    Returns
    -------
    dict
        The calls by the name of their queue, in the order of the forecast; "" without one.

    Raises
    ------
    OptionError, InputError
        See `read_calls`.
    """
    frame, base, step, notes = _read(forecast, options, queue)
    if "queue" not in frame:
        return {"": _of_one(frame, base, step, notes)}
    found = {}
    for name in frame["queue"].unique():
        mine = own.get(str(name), {})
        with _said_of(str(name), mine):
            judged = _with_own(base, mine)
            found[str(name)] = _of_one(frame[frame["queue"] == name], judged, step, notes)
    return found


def _read(forecast: pd.DataFrame, options: TableOptions, queue: str | None) -> Joined:
    """Check a forecast and pool its queues."""
    if options.agents is not None:
        raise OptionError("agents", "the plan says who is there: leave agents out")
    frame = read_forecast(forecast, options).drop(columns="agents", errors="ignore")
    if queue is not None:
        frame = _of_queue(frame, queue)
    return joined(frame, options)


@contextmanager
def _said_of(queue: str, own: Mapping[str, Any]) -> Iterator[None]:
    """Say of a refused value that a queue has it for itself."""
    try:
        yield
    except OptionError as error:
        if error.option not in own:
            raise
        raise OptionError(f"queues.{queue}.{error.option}", error.message) from None


def _with_own(base: TableOptions, own: Mapping[str, Any]) -> TableOptions:
    """Let the options of a queue go before those of all, and of its channel."""
    if not own:
        return base
    left = {
        channel: {name: value for name, value in values.items() if name not in own}
        for channel, values in (base.channels or {}).items()
    }
    return replace(base, channels=left, **own)


def _of_one(frame: pd.DataFrame, base: TableOptions, step: float, notes: list[str]) -> Calls:
    """Read the rows of one queue."""
    channels = base.channels or {}
    rows = read_intervals(frame, step)
    read = list(read_channels(frame, base, channels).values())
    if len(read) > 1:
        raise InputError(f"{_prefix(frame)}the forecast has several channels: give one of them")
    if read[0][0].response is not None:
        raise OptionError("response", "work that can wait has no service level to be judged")
    judged = read[0][0]
    own = channels.get(str(frame["channel"].iloc[0]), {}) if "channel" in frame else {}
    patience = own.get("patience", base.patience)
    mean = np.inf
    if judged.model.hangs_up and patience is not None:
        mean = units.seconds(patience, "patience")
    return Calls(frame.reset_index(drop=True), rows, judged, tuple(notes), mean)


def _prefix(frame: pd.DataFrame) -> str:
    source = frame.attrs.get("source")
    return f"{source}: " if source else ""


def _of_queue(frame: pd.DataFrame, queue: str) -> pd.DataFrame:
    names = [str(name) for name in frame["queue"].unique()] if "queue" in frame else []
    if queue not in names:
        known = f"its queues are {', '.join(names[:10])}" if names else "it has no column queue"
        raise InputError(f"{_prefix(frame)}queue '{queue}' is not in the forecast: {known}")
    return frame[frame["queue"] == queue]


def required_by(requirement: pd.DataFrame, calls: Calls, queue: str | None = None) -> Floats:
    """Return the agents to be scheduled that a requirement asks for in each interval of a forecast.

    Raises
    ------
    InputError
        If it is no requirement, holds several queues, has intervals of another length than the
        forecast, or lacks one of them.
    """
    table = tables.check(requirement, tables.REQUIREMENT)
    prefix = _prefix(table)
    if queue is not None and "queue" in table:
        table = table[table["queue"] == queue]
    starts = table["interval_start"]
    if starts.dt.tz is None:
        starts = starts.dt.tz_localize(calls.frame["interval_start"].dt.tz)
    if starts.duplicated().any():
        raise InputError(f"{prefix}the requirement holds several queues: name one with --queue")
    instants = _instants(starts)
    _refuse_other_step(instants, calls, prefix)
    asked = pd.Series(table["agents_scheduled"].to_numpy(dtype=float), index=instants)
    found = asked.reindex(_instants(calls.frame["interval_start"])).to_numpy()
    if np.isnan(found).any():
        row = int(np.flatnonzero(np.isnan(found))[0])
        when = timestamps.to_text(calls.frame["interval_start"].iloc[[row]])[0]
        raise InputError(
            f"{prefix}the requirement has no row for {when}: give the one that was made of this "
            "forecast"
        )
    return np.asarray(found)


def _refuse_other_step(instants: pd.DatetimeIndex, calls: Calls, prefix: str) -> None:
    """Refuse a requirement whose intervals are shorter or longer than those of the forecast."""
    if len(instants) < 2:
        return
    # Closed hours have no rows: what lies nearest to one another is an interval apart.
    step = round(instants.sort_values().diff().min().total_seconds() / 60)
    if step != calls.step:
        raise InputError(
            f"{prefix}the requirement has intervals of {step} min, the forecast of {calls.step} "
            "min: give the one that was made of this forecast, as wfm staff does"
        )


def _instants(starts: pd.Series) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(starts.dt.tz_convert("UTC").dt.as_unit("us"))
