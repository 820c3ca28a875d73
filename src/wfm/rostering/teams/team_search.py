"""The search for teams: join two rotations where they meet, cut the joined one better than before.

Long rotations are first peeled: closed walks of about the wanted length are taken off a circuit as
soon as the walk along it meets its own trail. Then pairs of teams are tried, dearest first. A step
replaces closed walks of the network by closed walks that hold the same duties on the same weekdays,
so the rules that the network stands for hold throughout. The search is limited by counts and draws
from a seeded generator: same input, same teams, unless the time is over before.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import numpy as np

from wfm import deadline
from wfm.rostering.teams.closed_walks import (
    HOURS,
    NIGHTS,
    WEEKENDS,
    WEEKS,
    BoolArray,
    Circulation,
    FloatArray,
    IntArray,
    from_monday,
    pieces,
    shuffled,
    spliced,
)

# Prices of a team's faults. Only their order matters: hours above contract, then weeks above twice
# the wanted, then fairness; a length other than the wanted costs its squared relative distance.
HOUR_PRICE = 1000.0
WEEK_PRICE = 200.0
FAIRNESS_PRICE = 10.0
SPARE_PRICE = 0.1  # hours that this team leaves and another one will lack: peeled later
FAULT = 1.5  # a team this dear has a fault, not only an odd length
TINY = 1e-6

LONGEST_CUT = 100  # a rotation of more times the wanted weeks is not cut in two
LOOSE_CHECKS = 10  # cuts or joins at different states that are walked before giving up
JOINS = 400  # pairs of teams tried for a better length; against faults, some more per team
PATIENCE = 12  # rounds without gain


@dataclass(frozen=True)
class Wishes:
    """What a good team looks like; the windows are rates per agent-week, both ends included."""

    weeks: int
    most_weeks: int
    most: FloatArray  # of each row of totals, per agent-week
    spare_hours: float  # of the whole group, per agent-week
    nights: tuple[float, float]
    weekends: tuple[float, float]

    def cost(self, totals: FloatArray, hopeful: bool = False) -> FloatArray:
        """Price teams with these totals, shape (4, ...) as of `Circulation.totals`.

        Hopeful: a long team is priced as the teams of equal length that it may be cut into.
        """
        weeks = totals[WEEKS]
        teams = np.maximum(1, np.rint(weeks / self.weeks)) if hopeful else 1
        cost = teams * ((weeks / teams - self.weeks) / self.weeks) ** 2
        for row in np.flatnonzero(self.most < np.inf).tolist():
            cost = cost + HOUR_PRICE * np.maximum(0, totals[row] - self.most[row] * weeks - TINY)
        spare = (self.most[HOURS] - self.spare_hours) * weeks - totals[HOURS]
        cost += SPARE_PRICE * np.maximum(0, spare - TINY)
        cost += WEEK_PRICE * np.maximum(0, weeks - self.most_weeks)
        for row, (low, high) in ((NIGHTS, self.nights), (WEEKENDS, self.weekends)):
            outside = np.maximum(low * weeks - totals[row], totals[row] - high * weeks)
            cost += FAIRNESS_PRICE * np.maximum(0, outside - TINY)
        return np.asarray(cost)


@lru_cache(maxsize=64)
def week_pairs(weeks: int, longest: int) -> tuple[IntArray, IntArray]:
    """Return first and last week of the parts a rotation may be cut at."""
    if weeks <= 3 * longest:
        return np.triu_indices(weeks, 1)
    starts = np.linspace(0, weeks - longest - 1, 3 * longest).astype(np.int64)
    first, gap = np.repeat(starts, longest), np.tile(np.arange(1, longest + 1), 3 * longest)
    return first, first + gap


class TeamSearch:
    """Teams of one group and the price of each; every step keeps the sum of their days."""

    def __init__(self, network: Circulation, wishes: Wishes, rng: Random) -> None:
        self.network, self.wishes, self.rng = network, wishes, rng
        self.loose = LOOSE_CHECKS if network.steps else 0
        self.teams: list[IntArray] = []
        self.costs: list[float] = []

    def cost(self, team: IntArray) -> float:
        """Price one team."""
        return float(self.wishes.cost(self.network.totals(team)))

    def run(self) -> list[IntArray]:
        """Return the teams, as good as the search gets them."""
        self.start()
        self.improve()
        self.mend()
        return self.teams

    def start(self) -> None:
        """Peel teams off every circuit, ever less choosy, and cut what is left."""
        for circuit in self.network.circuits:
            rest: IntArray = circuit
            for accepted in (0.05, 0.05, 0.1, FAULT, 2 * FAIRNESS_PRICE):
                if len(rest) <= 7 * self.wishes.weeks or deadline.hurried():
                    break
                rest = self.peel(shuffled(self.network, rest, self.rng), accepted)
            # To cut a rotation takes as long as it is long: a very long one is not cut but peeled.
            if len(rest) > 7 * LONGEST_CUT * self.wishes.weeks:
                rest = self.peel(rest, np.inf)
            self.add(self.divided(rest) if len(rest) else [])

    def add(self, teams: list[IntArray]) -> None:
        """Take teams in."""
        self.teams += teams
        self.costs += [self.cost(team) for team in teams]

    def peel(self, rotation: IntArray, accepted: float) -> IntArray:
        """Take teams of about the wanted length, at most this dear, out of a long rotation."""
        tail, head = self.network.tail.tolist(), self.network.head.tolist()
        seams = set(self.network.seams.tolist())
        shortest, longest = self.wishes.weeks * 3 // 4, self.wishes.weeks * 5 // 4 + 1
        trail: list[int] = []
        seen: dict[int, list[int]] = defaultdict(list)  # node -> its days on the trail
        for arc in rotation.tolist():
            seen[tail[arc]].append(len(trail))
            trail.append(arc)
            if len(trail) % 7 not in seams:
                continue
            for day in reversed(seen[head[arc]]):
                weeks = (len(trail) - day) // 7
                if weeks > longest:
                    break
                if weeks < shortest:
                    continue
                team = from_monday(np.array(trail[day:]), day % 7)
                if deadline.hurried() or self.cost(team) <= accepted:
                    for taken in trail[day:]:
                        seen[tail[taken]].pop()
                    del trail[day:]
                    self.add([team])
                    break
        return np.array(trail, dtype=np.int64)

    def divided(self, rotation: IntArray, hopeful: bool = False) -> list[IntArray]:
        """Cut a rotation in two, and the parts again, as long as that lowers the cost."""
        whole, parts = [rotation], []
        while whole:
            team = whole.pop()
            short = len(team) < 12 * self.wishes.weeks and self.cost(team) < FAULT
            halves = [team] if short else self.best_cut(team, hopeful)
            if len(halves) == 1:
                parts.append(team)
            else:
                whole += halves
        return parts

    def best_cut(self, rotation: IntArray, hopeful: bool = False) -> list[IntArray]:
        """Cut a rotation in two closed ones, the cheapest way; or return it alone."""
        running = self.network.running_totals(rotation)
        whole = self.network.totals(rotation)[:, None]
        first, last, same = self.cuts(rotation)
        inner = running[:, last] - running[:, first]
        parts_cost = self.wishes.cost(np.concatenate((inner, whole - inner), axis=1), hopeful)
        cost = parts_cost[: len(first)] + parts_cost[len(first) :]
        promising = np.flatnonzero(cost < self.wishes.cost(whole) - TINY)
        checks = self.loose
        for cut in promising[np.argsort(cost[promising], kind="stable")].tolist():
            parts = pieces(rotation, int(first[cut]), int(last[cut]))
            if same[cut]:
                return list(parts)
            if checks > 0:
                checks -= 1
                walks = self.rewalked(parts)
                if walks:
                    return walks
        return [rotation]

    def cuts(self, rotation: IntArray) -> tuple[IntArray, IntArray, BoolArray]:
        """Return pairs of days of one weekday to cut at, and whether they are the same node.

        Never where that would part a weekend. A long rotation is only searched in places
        and for parts of at most twice the wanted weeks.
        """
        seams = self.network.seams
        nodes = self.network.tail[rotation].reshape(-1, 7)[:, seams]
        first_week, last_week = week_pairs(len(nodes), self.wishes.most_weeks)
        same = nodes[first_week] == nodes[last_week]
        pair, place = np.nonzero(np.ones_like(same) if self.loose else same)
        weekday = seams[place]
        return first_week[pair] * 7 + weekday, last_week[pair] * 7 + weekday, same[pair, place]

    def rewalked(self, parts: tuple[IntArray, IntArray]) -> list[IntArray]:
        """Walk the days of both parts anew, each closed in itself; empty if a rule breaks.

        So it is where they would fail more wishes than before.
        """
        walks = []
        for part in parts:
            walk = self.network.walked(part, int(self.network.tail[part[0]]))
            if walk is None:
                return []
            walks.append(walk)
        dearer = self.network.price_of(*walks) > self.network.price_of(*parts) + TINY
        return [] if dearer else walks

    def joined(self, one: IntArray, other: IntArray) -> IntArray | None:
        """Join two rotations at a node they share, else loosely; None if no legal way is found.

        Loosely, they fail no more wishes than before.
        """
        tail, seams = self.network.tail, self.network.seams
        shared = np.flatnonzero(
            np.isin(tail[one], tail[other]) & np.isin(np.arange(len(one)) % 7, seams)
        )
        if len(shared):
            i = int(shared[self.rng.randrange(len(shared))])
            days = np.flatnonzero(tail[other] == tail[one[i]])
            return spliced(one, i, other, int(days[self.rng.randrange(len(days))]))
        most = self.network.price_of(one, other) + TINY
        for _ in range(self.loose):
            weekday = int(seams[self.rng.randrange(len(seams))])
            i = self.rng.randrange(len(one) // 7) * 7 + weekday
            j = self.rng.randrange(len(other) // 7) * 7 + weekday
            walk = self.network.walked(spliced(one, i, other, j), int(tail[one[0]]))
            if walk is not None and self.network.price_of(walk) <= most:
                return walk
        return None

    def retry(self, one: int, other: int) -> bool:
        """Join two teams and cut the joined rotation anew; True if that is cheaper."""
        rotation = self.joined(self.teams[one], self.teams[other])
        if rotation is None:
            return False
        ways = [self.divided(rotation)]
        if len(rotation) > 7 * 2.25 * self.wishes.weeks:
            ways.append(self.divided(rotation, hopeful=True))
        parts = min(ways, key=lambda way: sum(self.cost(part) for part in way))
        costs = [self.cost(part) for part in parts]
        gain = self.costs[one] + self.costs[other] - sum(costs)
        if gain < -TINY:
            return False
        # An equal price is taken too: another arrangement meets other teams at other nodes.
        for place, part, cost in zip((one, other), parts, costs, strict=False):
            self.teams[place], self.costs[place] = part, cost
        if len(parts) == 1:
            self.teams[other], self.costs[other] = parts[0][:0], 0.0
        self.teams += parts[2:]
        self.costs += costs[2:]
        return gain > TINY

    def improve(self) -> None:
        """Try pairs of teams, dearest first, until no joins are left or nothing is gained."""
        quiet, joins = 0, JOINS + 10 * len(self.teams)
        while joins > 0 and quiet < PATIENCE and len(self.teams) > 1 and not deadline.hurried():
            gained = False
            below = self.below_contract()
            dear = self.dear_teams()
            if not dear:
                return
            if self.costs[dear[0]] <= FAULT:
                joins = min(joins, JOINS)
            for team in dear:
                for partner in self.partners(team, below, tries=10):
                    joins -= 1
                    if self.retry(team, partner):
                        gained = True
                        break
                if joins <= 0 or deadline.hurried():
                    break
            self.drop_empty()
            quiet = 0 if gained else quiet + 1

    def mend(self) -> None:
        """Join teams above their contract with those that have hours to spare, however long."""
        spare = [self.spare_hours(team) for team in self.teams]
        order = sorted(range(len(spare)), key=lambda team: spare[team])
        while len(order) > 1 and spare[order[0]] < -TINY and spare[order[-1]] > TINY:
            worst = order.pop(0)
            # The least spare that is enough, else the most there is.
            lacking = -spare[worst] - TINY
            enough = bisect_left(order, lacking, key=lambda team: spare[team])
            some = bisect_right(order, TINY, key=lambda team: spare[team])
            for partner in (*order[enough:], *reversed(order[some:])):
                rotation = self.joined(self.teams[worst], self.teams[partner])
                if rotation is not None:
                    break
            else:
                break
            self.teams[worst], self.costs[worst] = rotation, self.cost(rotation)
            self.teams[partner] = rotation[:0]
            order.remove(partner)
            spare[worst] = self.spare_hours(rotation)
            insort(order, worst, key=lambda team: spare[team])
        self.drop_empty()

    def dear_teams(self) -> list[int]:
        """Teams with a fault, dearest first; where no team has one, those of an odd length."""
        order = sorted(range(len(self.teams)), key=lambda team: -self.costs[team])
        faulty = [team for team in order if self.costs[team] > FAULT]
        return faulty or [team for team in order if self.costs[team] > TINY]

    def below_contract(self) -> list[int]:
        """Teams that can take a duty more."""
        return [number for number, team in enumerate(self.teams) if self.spare_hours(team) > TINY]

    def spare_hours(self, team: IntArray) -> float:
        """Return what a team could work more within its contract [h], or its cap of nights."""
        totals = self.network.totals(team)
        return float((self.wishes.most * totals[WEEKS] - totals).min())

    def partners(self, team: int, below: list[int], tries: int) -> Iterator[int]:
        """Teams to try: any; for one above its contract, those below theirs first."""
        above = self.costs[team] >= HOUR_PRICE and below
        for turn in range(tries):
            if above and turn % 2 == 0:
                partner = below[self.rng.randrange(len(below))]
            else:
                partner = self.rng.randrange(len(self.teams))
            if partner != team and len(self.teams[partner]) and len(self.teams[team]):
                yield partner

    def drop_empty(self) -> None:
        """Forget teams that another one has swallowed."""
        kept = [team for team in range(len(self.teams)) if len(self.teams[team])]
        self.teams = [self.teams[team] for team in kept]
        self.costs = [self.costs[team] for team in kept]
