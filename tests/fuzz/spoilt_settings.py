"""Spoil a configuration, and give options values of any kind."""

import random

from edges import EDGES
from hostile_values import CLOCKS, DURATIONS, HARMLESS, NAMES, NUMBERS, TIMES, any_word
from spoilt_tables import spoilt_bytes

from running import commands

COMMANDS = {
    name: command
    for name, command in commands().items()
    if any(parameter.name == "config" for parameter in command.params)
}

# A plan that is solved in a moment, on hours.
PLAN = """\
timezone = "Europe/London"
[forecast]
model = "mean"
weeks = 3
[staff]
service_level = 0.8
threshold = "20s"
shrinkage = { absence = 0.1, training = 0.05 }
min_agents = 1
[roster]
rotation_weeks = 2
time_limit = "3s"
night = "01:00-04:00"
max_over = 30
[roster.rules]
min_rest_hours = 11
days_on = [1, 6]
[[roster.group]]
name = "agents"
weekly_hours = 40
presence_hours = 8
paid_hours = 8
meals = [{ minutes = 30, from_hours = 3, to_hours = 5 }]
[[roster.group.shift]]
name = "early"
starts = "06:00-08:00"
[[roster.group.shift]]
name = "late"
starts = ["12:00"]
"""


_ROSTER = (
    "rotation rotation_weeks coverage max_over night law opt_out week gap fairness closed weekend"
)
_RULES = (
    "min_rest_hours days_on days_off nights_on days_off_after_nights weekends_on free_weekends "
    "hours_per_week forbidden days_off_together weekly_rest average_hours daily_hours per_week "
    "daily_presence_hours days_off_per_week free_sundays shift_change_rest nights_per_week "
    "start_change no_lone_days_off same_shift_in_stint max_shifts_per_stint whole_weekends "
    "every_second_weekend quick_returns"
)
_GROUP = (
    "name weekly_hours agents min_agents max_agents hours_per_week cost_per_hour night_premium "
    "sunday_premium presence_hours paid_hours meals breaks min_gap_minutes"
)
_SHIFT = "name starts run steady presence_hours paid_hours meals breaks min_gap_minutes weekdays"
_ACTIVITY = "name minutes per_line window weekdays groups"


_AN_ACTIVITY = '[[activity]]\nname = "training"\nminutes = 60'


def spoilt_config(draw: random.Random) -> bytes:
    """Spoil a configuration: its values, keys, lines or bytes."""
    lines = PLAN.splitlines()
    if draw.random() < 0.2:
        lines += _AN_ACTIVITY.splitlines()
    for _ in range(draw.choice((1, 1, 2, 3))):
        roll = draw.randrange(8)
        place = draw.randrange(len(lines))
        if roll <= 2 and "=" in lines[place]:
            lines[place] = f"{lines[place].partition('=')[0]}= {value(draw)}"
        elif roll <= 5:
            setting = _setting(draw, lines[: place + 1])
            end = next((n for n in range(place + 1, len(lines)) if lines[n][:1] == "["), len(lines))
            begin = next((n for n in range(place, -1, -1) if lines[n][:1] == "["), 0)
            key = setting.partition("=")[0]
            same = [n for n in range(begin, end) if lines[n].partition("=")[0] == key]
            if same and draw.random() < 0.9:
                lines[same[0]] = setting
            else:
                lines[place + 1 : place + 1] = [setting]
        elif roll == 6:
            lines[place] = draw.choice(
                ("", "[", "[[roster.group]]", "[staff", "]", "= 1", "a.b.c = 1", "[x]")
            )
        else:
            return spoilt_bytes(draw, "\n".join(lines).encode())
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _setting(draw: random.Random, above: list[str]) -> str:
    section = next((line.strip("[]") for line in reversed(above) if line.startswith("[")), "")
    known = {
        "roster": _ROSTER.split(),
        "roster.rules": _RULES.split(),
        "roster.group": _GROUP.split(),
        "roster.group.shift": _SHIFT.split(),
        "activity": _ACTIVITY.split(),
    }.get(section, [])
    if section in COMMANDS:
        known = [*known, *(str(parameter.name) for parameter in COMMANDS[section].params)]
    key = draw.choice(known) if known and draw.random() < 0.85 else any_word(draw)
    if key in EDGES and draw.random() < 0.7:
        return f"{key} = {draw.choice(EDGES[key])}"
    if not key.replace("_", "").isalnum() or not key.isascii():
        key = toml_text(key)
    return f"{key} = {value(draw)}"


def value(draw: random.Random, depth: int = 0) -> str:
    """Write a value of TOML, most of them senseless."""
    roll = draw.randrange(12)
    if roll < 4:
        return draw.choice(
            (*NUMBERS[:16], "-7", "0.5", "8", "40", "true", "false", "1979-05-27", "07:32:00")
        )
    if roll < 8:
        return toml_text(draw.choice((draw.choice(CLOCKS), draw.choice(DURATIONS), any_word(draw))))
    if roll == 8:
        return draw.choice(
            ("[" * 1500 + "]" * 1500, "9" * 5000, "0x" + "f" * 5000, "nan", "-inf", "1e999")
        )
    if depth > 3:
        return "[]"
    if roll in {9, 10}:
        return "[" + ", ".join(value(draw, depth + 1) for _ in range(draw.randint(0, 4))) + "]"
    keys = draw.sample(
        ["minutes", "from_hours", "to_hours", "hours", "weeks", "days", "late", "a", "early"], 3
    )
    return "{ " + ", ".join(f"{key} = {value(draw, depth + 1)}" for key in keys) + " }"


def toml_text(word: str) -> str:
    """Write a text of TOML."""
    made = []
    for character in word:
        number = ord(character)
        if character in '"\\' or not character.isprintable():
            made.append(f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}")
        else:
            made.append(character)
    return '"' + "".join(made) + '"'


_NEVER = {"--help", "--config", "--time-limit", "--verbose"}


def options(draw: random.Random, command: str) -> list[str]:
    """Draw a few options of a command with values of any kind."""
    words: list[str] = []
    known = [
        p
        for p in COMMANDS[command].params
        if p.opts[0].startswith("--") and p.opts[0] not in _NEVER
    ]
    for parameter in draw.choices(known, k=draw.choice((1, 1, 2, 3))):
        words.append(draw.choice(parameter.opts))
        if parameter.is_flag:
            continue
        words.append(_argument(draw, parameter))
    if command == "roster":
        words += ["--time-limit", draw.choice(("1s", "1s", "0s", "0.2s", "1e-9"))]
    return words


def _argument(draw: random.Random, parameter: object) -> str:
    metavar = str(getattr(parameter, "metavar", "") or "")
    default = str(getattr(parameter, "default", "") or "1")
    pools = {
        "SHARE": ["0.5", "80%", "0", "1", "0.999999", "1e-9", *NUMBERS],
        "TIME": ["4m", "30m", "60m", "1w", *DURATIONS],
        "TIMES": ["300,420", "x1,x1.4", "x1,x1e300", "300", ",", *DURATIONS],
        "N": ["1", "2", "3", "50", *NUMBERS],
        "FILE": ["out.csv", "-", "no/x.csv", ".", "/dev/null", "/dev/full", "x" * 300, "wfm.toml"],
        "HOURS": ["Mon-Fri 08:00-20:00", "Mon 00:00-24:00", "Sat", "Fri-Mon 22:00-06:00", *CLOCKS],
        "DAYS": ["2026-01-05", "GB", "DE-BY", "XX", "GB-", "2026-01-05,GB", *TIMES],
        "DATE": ["2026-03-16", "2026-04-01", "9999-12-31", *TIMES],
        "ZONE": ["Europe/London", "UTC", "Etc/GMT+5", "Factory", "right/UTC", *NAMES],
        "CODE": ["GB", "DE", "BY", "ENG", "gb", "SA", *NAMES],
        "NAMES": ["eu-wtd", "mean", "mean,auto", "eu-wtd,de-arbzg", ",", *NAMES],
        "QUEUES": ["all", "help+sales", "help,sales", "help+help", "+", *NAMES],
        "KINDS": ["help+sales,help", "help", "help+x", *NAMES],
        "CHANGES": ["aht=-10%", "calls=+5%,aht=270s", "fcr=0.7->0.8", "ivr=1->0", ";", "aht=",
                    "x=1", "shrinkage.a=1", "open=Mon", "agents=5", "calls=+1e9%", *NAMES],
    }  # fmt: skip
    pool = pools.get(metavar, [default, *NUMBERS])
    if metavar == "FILE":  # in the folder of the case, and nowhere else
        return draw.choice([*pool, *HARMLESS])
    return draw.choice(pool) if draw.random() < 0.8 else any_word(draw)
