"""Random small centres: an hour, a few agents, a few dozen calls."""

import random

import numpy as np

from wfm.simulation.kernels.centre import Centre, Choice, Kind, Line, Named
from wfm.simulation.kernels.duties import Window
from wfm.simulation.kernels.served import Calls

CHOICES: list[Choice] = ["first", "longest"]


def windows(draw: random.Random) -> list[Window]:
    """Stretches on the phones, on whole minutes: agents come together and leave amid calls."""
    cuts = sorted(draw.sample(range(60), 2 * draw.randint(1, 4)))
    return [(60.0 * a, 60.0 * b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


def calls(draw: random.Random, lines: int) -> Calls:
    number = draw.randint(1, 60)
    return Calls(
        np.array(sorted(draw.uniform(0, 3600) for _ in range(number))),
        np.array([draw.randrange(lines) for _ in range(number)]),
        np.array([draw.expovariate(1 / 200) for _ in range(number)]),
        np.array([draw.choice([np.inf, draw.expovariate(1 / 100)]) for _ in range(number)]),
    )


def named(draw: random.Random, kinds: int) -> Named:
    agents = draw.randint(kinds, kinds + 4)
    kind = [*range(kinds), *(draw.randrange(kinds) for _ in range(agents - kinds))]
    return Named(kind, [windows(draw) for _ in range(agents)])


def one_queue() -> Centre:
    return Centre((Line((0,)),), (Kind(((0,),)),))


def centre(draw: random.Random) -> Centre:
    """Up to three queues and three kinds of agents, priorities, paces and overflow."""
    lines, kinds = draw.randint(1, 3), draw.randint(1, 3)
    skills = [draw.sample(range(lines), draw.randint(1, lines)) for _ in range(kinds)]
    made = []
    for own in skills:
        cut = draw.randint(0, len(own) - 1)
        tiers = (tuple(own[:cut]), tuple(own[cut:])) if cut else (tuple(own),)
        paces = tuple(draw.choice([1.0, 0.75]) for _ in range(lines)) if draw.random() < 0.5 else ()
        made.append(Kind(tiers, paces))
    found = []
    for line in range(lines):
        own = [kind for kind in range(kinds) if line in skills[kind]]
        draw.shuffle(own)
        delays = tuple(sorted(draw.choice([0.0, 0.0, 60.0]) for _ in own))
        found.append(Line(tuple(own), draw.choice(CHOICES), delays if draw.random() < 0.5 else ()))
    return Centre(tuple(found), tuple(made))
