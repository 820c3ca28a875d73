"""Plans, options and needs at the edges of what has a meaning: most of them reach the solver."""

import datetime as dt
import random

# Values at the edges of what has a meaning: most of them reach the solver.
EDGES = {
    "rotation": ['"single"', '"teams"'],
    "rotation_weeks": ["1", "2", "3", "52", "520"],
    "coverage": ['"exact"', '"at_least"'],
    "max_over": ["0", "1", "1000000"],
    "night": ['"00:00-24:00"', '"23:00-23:00"', '"12:00-13:00"', '"23:59-00:01"', '"06:00-14:00"'],
    "law": ['"eu-wtd"', '["uk-wtr", "de-arbzg"]', '"us-ca"', '"cn-labour,tw-lsa"'],
    "gap": ["0", "1", "0.5"],
    "fairness": ["0", "1", "1e-12"],
    "week": ['"mean"'],
    "closed": ['"allowed"', '"never"'],
    "weekend": ['["fri", "sat"]', '["mon"]', "[]"],
    "min_rest_hours": ["0", "0.25", "16", "24", "48", '"11h"'],
    "days_on": ["[1, 1]", "[1, 60]", "[7, 7]", "[60, 60]", "[0, 3]", "[5, 2]"],
    "days_off": ["[1, 1]", "[7, 60]", "[3, 3]"],
    "nights_on": ["[1, 1]", "[60, 60]", "[2, 3]"],
    "days_off_after_nights": ["0", "14", "1"],
    "weekends_on": ["0", "1", "60"],
    "free_weekends": ["[1, 1]", "[12, 12]", "[1, 12]", "[2, 3]"],
    "hours_per_week": ["0", "8", "39.5", "168"],
    "forbidden": ['[["late", "early"], ["early", "late"]]', '[["early", "early"]]', "[]",
                  '[["early", "OFF", "late"]]'],
    "days_off_together": ["1", "6"],
    "weekly_rest": ["{ hours = 35, days = 7 }", "{ hours = 168, days = 7 }"],
    "average_hours": ["{ hours = 1, weeks = 1 }", "{ hours = 40, weeks = 52 }"],
    "daily_hours": ["1", "24", "8"],
    "days_off_per_week": ["0", "6", "2"],
    "free_sundays": ["0", "52", "15"],
    "shift_change_rest": ["0", "48", "24"],
    "per_week": ["{ late = [0, 3] }", "{ early = [7, 7] }", "{ late = [0, 0], early = [0, 0] }"],
    "nights_per_week": ["0", "[0, 1]", "7"],
    "weekly_hours": ["1", "8", "38.5", "168", "40.01"],
    "agents": ["0", "1", "3", "1000000"],
    "min_agents": ["0", "5", "100", "1000000"],
    "max_agents": ["0", "1", "2"],
    "cost_per_hour": ["0", "1e-9", "1e6"],
    "night_premium": ["0", "1e6"],
    "sunday_premium": ["0.5", "1e6"],
    "presence_hours": ["0.25", "1", "12", "24", "8.01", '"7:20"'],
    "paid_hours": ["0.25", "7", "8", "24"],
    "meals": ["[]", "[{ minutes = 1, from_hours = 0, to_hours = 0 }]",
              "[{ minutes = 480, from_hours = 0, to_hours = 0 }]",
              "[{ minutes = 9, from_hours = 1, to_hours = 7 }]"],
    "breaks": ["[{ minutes = 15, from_hours = 0, to_hours = 7 }]",
               "[{ minutes = 7, from_hours = 0.1, to_hours = 0.2 }]"],
    "min_gap_minutes": ["0", "1", "1440"],
    "starts": ['"00:00-23:00"', '["23:00"]', '["00:00", "12:00"]', '"07:10-07:50"', '["24:00"]',
               '["07:15"]'],
    "run": ["[1, 1]", "[60, 60]", "[2, 2]"],
    "weekdays": ['["sun"]', '["mon", "tue"]', "[]"],
    "minutes": ["1", "45", "480", "1440"],
    "per_line": ["1", "7"],
    "window": ['"00:00-24:00"', '"09:00-09:00"', '"23:00-01:00"'],
}  # fmt: skip

_SECTIONS = {
    "[roster]": "rotation rotation_weeks coverage max_over night law gap fairness week closed "
    "weekend",
    "[roster.rules]": "min_rest_hours days_on days_off nights_on days_off_after_nights weekends_on "
    "free_weekends hours_per_week forbidden days_off_together weekly_rest average_hours "
    "daily_hours days_off_per_week free_sundays shift_change_rest per_week nights_per_week",
    "[[roster.group]]": "weekly_hours agents min_agents max_agents hours_per_week cost_per_hour "
    "night_premium sunday_premium presence_hours paid_hours meals breaks min_gap_minutes",
    "[[roster.group.shift]]": "starts run presence_hours paid_hours meals breaks weekdays",
}
_STAFF = [
    *("--service-level none", "--service-level 0.9999", "--service-level 0", "--threshold 0"),
    *("--threshold 1e9", "--asa 1e-6", "--asa 1e9", "--asa 5s", "--max-occupancy 1"),
    *("--max-occupancy 1e-6", "--max-occupancy 0.001", "--shrinkage 0.999", "--shrinkage 0"),
    *("--model erlang_a --patience 1e-6", "--model erlang_a --patience 60", "--patience 2m"),
    *("--model erlang_x --patience 60 --redial 0.99", "--model erlang_a --patience 1e9"),
    *("--model workload", "--max-abandonment 1e-9", "--max-abandonment 1", "--lines 1"),
    *("--lines 100", "--lines 1000000", "--redial 0", "--sl-definition virtual", "--lag mol"),
    *("--lag auto --interval-peak max", "--volume-cv 1", "--volume-cv 0.1", "--volume-cv forecast"),
    *("--band-level 1e-9", "--min-agents 1000000", "--max-agents 0", "--max-agents 1"),
    *("--agents 0", "--agents 1000000", "--agents 0.5", "--fractional", "--open Mon", "--pool all"),
    *("--open Sun", "--closed GB", "--closed 2026-01-05", "--concurrency 100", "--concurrency 2"),
    *("--concurrency 2 --chat-aht x1,x1000", "--response 1s", "--response 4h", "--response 1e9"),
    *(
        "--response 4h --fill-idle",
        "--pool help+sales",
        "--skills help+sales,help",
        "--what-if aht=1s",
    ),
    *(
        "--what-if calls=-100%",
        "--what-if calls=+99900%",
        "--what-if aht=1d",
        "--what-if fcr=1e-9->1",
    ),
    *("--what-if fcr=1->1e-9", "--what-if ivr=0->1", "--what-if shrinkage=0.9;agents=3"),
    *("--around 3", "--around 1000", "--aht-unit milliseconds", "--aht-unit days"),
]
_CALLS = ["0", "1e-9", "0.001", "1", "7", "100", "3000", "100000", "1000000", "1e-300"]
_TIMES = ["1", "30", "240", "3600", "86400", "1e-6", "", "0.001"]
_NEEDS = ["0", "1", "1", "2", "3", "0.5", "40", "1000", "1000000"]


def edge_config(draw: random.Random, plan: str) -> str:
    """Put one to four settings at the edge into a plan."""
    lines = plan.splitlines()
    for _ in range(draw.choice((1, 1, 2, 3, 4))):
        section, keys = draw.choice(list(_SECTIONS.items()))
        key = draw.choice(keys.split())
        begin = draw.choice([n for n, line in enumerate(lines) if line == section])
        end = next((n for n in range(begin + 1, len(lines)) if lines[n][:1] == "["), len(lines))
        kept = [line for line in lines[begin + 1 : end] if line.partition(" =")[0] != key]
        lines[begin + 1 : end] = [*kept, f"{key} = {draw.choice(EDGES[key])}"]
    return "\n".join(lines)


def edge_options(draw: random.Random) -> list[str]:
    """Draw a few options of staff at the edge."""
    chosen = draw.sample(_STAFF, draw.choice((1, 1, 2, 3)))
    return [word for option in chosen for word in option.split(" ")]


def edge_forecast(draw: random.Random) -> str:
    """Make a short forecast of odd sizes."""
    rows = [
        f"{queue},{time},{draw.choice(_CALLS)},{draw.choice(_TIMES)},0,{draw.choice(_CALLS)}"
        for queue in ("help", "sales")
        for time in times("2026-01-05", 6, 30)
    ]
    header = "queue,interval_start,calls,aht_seconds,calls_low,calls_high"
    if draw.random() < 0.5:
        size, length = draw.choice(_CALLS), draw.choice(_TIMES[:5])
        starts = times("2026-01-05", 6, 30)
        rows = [f"{q},{time},{size},{length},," for q in ("help", "sales") for time in starts]
    return "\n".join([header, *rows, ""])


def edge_requirement(draw: random.Random) -> str:
    """Make a need of a week or more: nothing, a peak, always the same."""
    step = draw.choice((15, 30, 60, 60))
    base, peak = draw.choice(_NEEDS[:6]), draw.choice(_NEEDS)
    count = 7 * 24 * 60 // step * draw.choice((1, 1, 2))
    peaks = {draw.randrange(count) for _ in range(draw.choice((0, 1, 1, 20)))}
    first = draw.choice(("2026-01-05", "2026-03-25", "2028-02-26", "1970-01-01", "2099-12-01"))
    rows = [
        f"{time},{peak if n in peaks else base if 6 <= n * step // 60 % 24 < 20 else 0}"
        for n, time in enumerate(times(first, count, step))
    ]
    return "\n".join(["interval_start,agents_scheduled", *rows, ""])


def edge_history(draw: random.Random) -> str:
    """Make a history of a week or ten: odd sizes, all zeros, one call, gaps."""
    weeks = draw.choice((1, 2, 3, 8, 10))
    kind = draw.randrange(5)
    rows = []
    for n, time in enumerate(
        times(draw.choice(("2026-01-05", "1970-01-05", "2099-10-01")), weeks * 168, 60)
    ):
        calls = (
            "0",
            "" if n % 5 else "3",
            str(n % 24),
            draw.choice(_CALLS),
            "1000000" if n == 50 else "1",
        )[kind]
        if draw.random() > 0.02 or kind == 0:
            rows.append(f"{time},{calls},{draw.choice(_TIMES) if kind == 3 else 240}")
    return "\n".join(["interval_start,calls,aht_seconds", *rows, ""])


def times(first: str, count: int, step: int) -> list[str]:
    """Return so many times, `step` minutes apart."""
    start = dt.datetime.fromisoformat(first)
    each = (start + dt.timedelta(minutes=step * n) for n in range(count))
    return [time.strftime("%Y-%m-%dT%H:%M+00:00") for time in each]
