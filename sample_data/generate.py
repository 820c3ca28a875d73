"""Make `calls.csv`: 13 months of half-hour calls of an invented European service desk.

Run ``python sample_data/generate.py`` in a folder of your choice: it writes ``calls.csv``
there. Nothing in the file comes from a real site. Every effect is a factor on the expected
calls of an interval, so that a forecast can be judged against what was put in:

==================  ==========================================================================
weekday             Monday is the busiest day, Sunday the quietest
time of day         two peaks, late morning and early evening; the night is at 5 % of the peak
season              a wave of 8 % over the year, highest in January, and 12 % more before
                    Christmas
public holidays     55 % of an ordinary day, with a Sunday's shape
day after           18 % more on the first working day after a public holiday
promotion           60 % more for three days in September
noise               a gamma factor for each day (CV 5 %) and each interval (CV 8 %), then
                    Poisson calls: the counts vary more than Poisson counts do
outage              the rows of an afternoon in June are absent
==================  ==========================================================================
"""

import csv
import datetime as dt
import math
import zoneinfo

import numpy as np

SEED = 20250101
ZONE = zoneinfo.ZoneInfo("Europe/London")
FIRST_DAY = dt.date(2025, 1, 1)
LAST_DAY = dt.date(2026, 1, 31)
PEAK_CALLS = 170.0
WEEKDAY_FACTORS = (1.0, 0.93, 0.9, 0.91, 0.94, 0.72, 0.62)
PUBLIC_HOLIDAYS = {
    dt.date(2025, 1, 1),
    dt.date(2025, 4, 18),
    dt.date(2025, 4, 21),
    dt.date(2025, 5, 5),
    dt.date(2025, 5, 26),
    dt.date(2025, 8, 25),
    dt.date(2025, 12, 25),
    dt.date(2025, 12, 26),
    dt.date(2026, 1, 1),
}
PROMOTION = {dt.date(2025, 9, day) for day in (16, 17, 18)}
OUTAGE_BEGIN = dt.datetime(2025, 6, 11, 13, 0, tzinfo=ZONE)
OUTAGE_END = dt.datetime(2025, 6, 11, 17, 30, tzinfo=ZONE)


def time_of_day_factor(hour: float, *, quiet_day: bool) -> float:
    """Share of the peak's calls at this hour of the wall clock."""
    morning = math.exp(-(((hour - 10.8) / (3.0 if quiet_day else 2.3)) ** 2))
    evening = (0.75 if quiet_day else 0.85) * math.exp(-(((hour - 18.2) / 2.6) ** 2))
    return min(1.0, 0.05 + 0.95 * min(1.0, morning + evening))


def day_factor(day: dt.date) -> float:
    """Everything that acts on a whole day."""
    factor = WEEKDAY_FACTORS[day.weekday()]
    if day in PUBLIC_HOLIDAYS:
        factor = 0.55
    elif _is_day_after(day):
        factor *= 1.18
    if day in PROMOTION:
        factor *= 1.6
    day_of_year = day.timetuple().tm_yday
    factor *= 1 + 0.08 * math.cos(2 * math.pi * (day_of_year - 15) / 365)
    if day.month == 12 and day.day <= 23:
        factor *= 1.12
    return factor


def _is_day_after(day: dt.date) -> bool:
    """Whether this is the first working day after a public holiday."""
    if day.weekday() >= 5:
        return False
    before = day - dt.timedelta(days=1)
    while before.weekday() >= 5 and before not in PUBLIC_HOLIDAYS:
        before -= dt.timedelta(days=1)
    return before in PUBLIC_HOLIDAYS


def aht_seconds(hour: float) -> float:
    """Return the expected handling time [s]: longer at night, when the calls are the hard ones."""
    return 225 + 45 * math.cos(2 * math.pi * (hour - 3) / 24)


def rows() -> list[tuple[str, int, str]]:
    """Start, calls and handling time of every half hour, in order."""
    rng = np.random.default_rng(SEED)
    result = []
    noise_of_day: dict[dt.date, float] = {}
    now = dt.datetime.combine(FIRST_DAY, dt.time(), ZONE).astimezone(dt.UTC)
    end = dt.datetime.combine(LAST_DAY + dt.timedelta(days=1), dt.time(), ZONE)
    while now < end:
        local = now.astimezone(ZONE)
        day = local.date()
        if day not in noise_of_day:
            noise_of_day[day] = rng.gamma(400.0, 1 / 400.0)
        hour = local.hour + local.minute / 60
        quiet_day = day.weekday() == 6 or day in PUBLIC_HOLIDAYS
        expected = PEAK_CALLS * day_factor(day) * time_of_day_factor(hour, quiet_day=quiet_day)
        calls = int(rng.poisson(expected * noise_of_day[day] * rng.gamma(156.0, 1 / 156.0)))
        # The mean of n handling times, each gamma with a CV of 70 %.
        aht = rng.gamma(2.0 * max(calls, 1), aht_seconds(hour) / (2.0 * max(calls, 1)))
        if not OUTAGE_BEGIN <= local < OUTAGE_END:
            start = local.isoformat(timespec="minutes")
            result.append((start, calls, f"{aht:.1f}" if calls else ""))
        now += dt.timedelta(minutes=30)
    return result


if __name__ == "__main__":
    with open("calls.csv", "w", newline="", encoding="utf-8") as file:  # noqa: PTH123
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("interval_start", "calls", "aht_seconds"))
        writer.writerows(rows())
