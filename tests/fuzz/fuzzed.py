"""Seeded cases: a command, its files and its standard input, most of them spoilt somewhere."""

import random

import dated
import edges
from dated import Case
from edges import times
from hostile_values import HARMLESS, NAMES
from spoilt_settings import COMMANDS, PLAN, options, spoilt_config, toml_text, value
from spoilt_tables import spoilt_table

KINDS = ("table", "config", "options", "names", "edges")


def case(seed: int, kind: str | None = None) -> Case:
    """Make a case; the same one for the same seed."""
    draw = random.Random(seed)
    kind = kind or draw.choice(KINDS)
    weights = [{"backtest": 1, "inspect": 2, "plan": 1}.get(command, 3) for command in COMMANDS]
    command = draw.choices(list(COMMANDS), weights)[0]
    made = _plain(draw, command)
    if kind == "table" and command in {"forecast", "backtest"} and draw.random() < 0.3:
        made.words += ["--events", "events.csv"]
        made.files["events.csv"] = spoilt_table(draw, EVENTS)
    elif kind == "table":
        made.stdin = spoilt_table(draw, made.stdin)
    elif kind == "config":
        made.files["wfm.toml"] = spoilt_config(draw)
        if command == "staff":
            _channels(draw, made)
    elif kind == "options":
        made.words += options(draw, command)
    elif kind == "edges":
        _to_the_edge(draw, made)
    else:
        _spoil_names(draw, made)
    return made


def _to_the_edge(draw: random.Random, made: Case) -> None:
    command = made.words[0]
    if command == "staff":
        made.stdin = edges.edge_forecast(draw).encode()
        made.words += edges.edge_options(draw)
    elif command in {"forecast", "reforecast", "backtest", "inspect", "plan"}:
        made.stdin = edges.edge_history(draw).encode()
        if draw.random() < 0.5:
            made.words += (
                draw.choice(
                    (["--horizon", "1d"], ["--timezone", "Asia/Kathmandu"], ["--country", "GB"])
                )[:2]
                if command == "forecast"
                else []
            )
    else:
        made.files["wfm.toml"] = edges.edge_config(draw, PLAN).encode()
        need = edges.edge_requirement(draw).encode() if draw.random() < 0.5 else requirement(draw)
        if command == "roster":
            made.stdin = need
        elif "requirement.csv" in made.files:
            made.files["requirement.csv"] = need


def plain(command: str, seed: int) -> Case:
    """Make a call that is in order."""
    return _plain(random.Random(seed), command)


def _plain(draw: random.Random, command: str) -> Case:
    made = Case([command, "-q"])
    if command == "plan":
        made.stdin = history(draw)
        made.files["wfm.toml"] = (
            PLAN.replace("min_agents = 1", "").encode() + b"[simulate]\nweeks = 2\n"
        )
        made.words += ["--weeks", "1"]
    elif command in {"forecast", "backtest", "inspect"}:
        made.stdin = history(draw)
        made.files["wfm.toml"] = b'[forecast]\nmodel = "mean"\n'
        if command == "inspect":
            made.words += draw.choice(([], ["--format", "csv"], ["--format", "json"]))
        if command == "backtest":
            made.files = {}
            made.words += ["--models", "mean", "--origins", "2"]
    elif command == "reforecast":
        made.stdin = history(draw, 12)
        made.files["forecast.csv"] = dated.forecast(draw, "2026-03-16")
        made.files["wfm.toml"] = b'[forecast]\nmodel = "mean"\n'
        made.words += ["forecast.csv", *draw.choice(([], ["--explain"], ["--as-of", "10:30"]))]
    elif command == "staff":
        made.stdin = forecast(draw)
    elif command == "roster":
        made.stdin = requirement(draw)
        made.files["wfm.toml"] = PLAN.encode()
        if draw.random() < 0.2:
            made.files["old.csv"] = roster(draw)
            made.words += ["--start-from", "old.csv", "--stability", "2%", "--time-limit", "4s"]
    elif command == "check":
        made.stdin = roster(draw)
        made.files["wfm.toml"] = PLAN.encode()
        made.files["requirement.csv"] = requirement(draw)
        made.words += ["--requirement", "requirement.csv"]
    else:
        dated.complete(draw, made, roster(draw), requirement(draw))
    return made


EVENTS = (
    b"date,end_date,name,effect\n2026-01-20,2026-01-22,promotion,1.3\n2026-02-10,,mailing,\n"
    b"2026-03-17,2026-03-18,promotion,\n"
)


def _channels(draw: random.Random, made: Case) -> None:
    """Give some rows a channel, and the channel options."""
    head, *rows = made.stdin.decode().splitlines()
    names = ["phone", "chat", draw.choice(("phone", "mail", ""))]
    made.stdin = "\n".join(
        [
            f"{head},channel",
            *(f"{row},{names[n % 3 if n % 2 else 0]}" for n, row in enumerate(rows)),
            "",
        ]
    ).encode()
    keys = [str(parameter.name) for parameter in COMMANDS["staff"].params]
    for name in names[:2]:
        settings = "".join(
            f"{draw.choice(keys)} = {value(draw)}\n" for _ in range(draw.randint(0, 2))
        )
        made.files["wfm.toml"] += f"\n[staff.channels.{name}]\n{settings}".encode(
            "utf-8", "replace"
        )


def history(draw: random.Random, more: int = 0) -> bytes:
    """Ten weeks of hours, and some more."""
    rows = [
        f"{time},{draw.randint(0, 40) if 8 <= n % 24 < 20 else 0},{draw.randint(150, 300)}"
        for n, time in enumerate(times("2026-01-05", 24 * 7 * 10 + more, 60))
    ]
    return "\n".join(["interval_start,calls,aht_seconds", *rows, ""]).encode()


def forecast(draw: random.Random) -> bytes:
    """A day of hours in two queues."""
    rows = [
        f"{queue},{time},{draw.randint(0, 90)},{draw.randint(150, 300)},{draw.randint(0, 9)}"
        for queue in ("help", "sales")
        for time in times("2026-01-05", 12, 60)
    ]
    return "\n".join(["queue,interval_start,calls,aht_seconds,calls_low", *rows, ""]).encode()


def requirement(draw: random.Random) -> bytes:
    """A week of hours that needs an agent or two."""
    rows = [
        f"{time},{draw.choice((1, 1, 2)) if 7 <= n % 24 < 18 and n < 120 else 0}"
        for n, time in enumerate(times("2026-01-05", 24 * 7, 60))
    ]
    return "\n".join(["interval_start,agents_scheduled", *rows, ""]).encode()


def roster(draw: random.Random) -> bytes:
    """Two lines of early duties."""
    rows = [
        f"1,{line},{day},early,06:00,14:00,10:00-10:30,"
        if (day + draw.randint(0, 1)) % 7
        else f"1,{line},{day},OFF,,,,"
        for line in (1, 2)
        for day in range(1, 8)
    ]
    header = "team,line,weekday,shift,start,end,meals,breaks"
    return "\n".join([header, *rows, ""]).encode()


def _spoil_names(draw: random.Random, made: Case) -> None:
    """Give queues, shifts, groups, files and the like hostile names."""
    name = draw.choice(NAMES)
    cell = f'"{name}"' if draw.random() < 0.5 else name
    command = made.words[0]
    if command == "reforecast":
        head, *rows = made.files["forecast.csv"].decode().splitlines()
        text = "\n".join([f"queue,{head}", *(f"{cell},{row}" for row in rows)])
        made.files["forecast.csv"] = text.encode("utf-8", "surrogatepass")
    if command in {"forecast", "reforecast", "backtest", "inspect"}:
        head, *rows = made.stdin.decode().splitlines()
        rows = rows[: 24 * 7 * 3] if command == "forecast" else rows
        text = "\n".join([f"queue,{head}", *(f"{cell},{row}" for row in rows)])
        made.stdin = text.encode("utf-8", "surrogatepass")
    elif command == "staff":
        made.stdin = made.stdin.replace(b"sales", cell.encode("utf-8", "surrogatepass"))
        if draw.random() < 0.3:
            made.words += ["--pool", draw.choice(("all", f"help+{name}", name))]
    else:
        old = draw.choice(("early", "late", "agents"))
        text = PLAN.replace(f'"{old}"', toml_text(name))
        made.files["wfm.toml"] = text.encode("utf-8", "surrogatepass")
        if command not in {"roster", "compare"} and old == "early":
            made.stdin = made.stdin.replace(b"early", cell.encode("utf-8", "surrogatepass"))
    roll = draw.random()
    if roll < 0.2:
        option = draw.choice(("-o", "--coverage-file", "--events"))
        made.words += [option, name if name in HARMLESS else "out.csv"]
    elif roll < 0.3:
        made.words += [name]
    elif roll < 0.45:
        made.words += ["--format", draw.choice(("json", "table"))]
