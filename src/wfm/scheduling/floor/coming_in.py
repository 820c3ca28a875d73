"""Who is off today and may be asked whether they would come in, where somebody is missing.

Nobody has to: it is a suggestion, in the order in which to ask. What they are asked for is a duty
of their group as others have it, which begins late enough for them to come.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wfm.scheduling.changes.needs import Agents, Key
from wfm.scheduling.changes.prices import Prices, overtime
from wfm.scheduling.changes.proof import new_faults, new_violations
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Member, Staff, day_off
from wfm.scheduling.floor.offers import Offer
from wfm.scheduling.people import Wish
from wfm.tables.schedule_rows import ScheduledDay

# Somebody at home needs so long to come.
_LEAD = dt.timedelta(hours=2)
# A day off is not given away for less of what is missing [h].
_LEAST_HOURS = 2.0


@dataclass(frozen=True)
class AtHome:
    """The people who are off today.

    Parameters
    ----------
    staff
        All people, with the days that they have now.
    since
        Now.
    duties
        What the schedule has today, also of those who do not come.
    wishes
        What each of them wishes: who wishes for the duty is asked first, who has to have the day
        off is not asked.
    """

    staff: Staff
    since: dt.datetime
    duties: Sequence[ScheduledDay]
    wishes: Mapping[str, Sequence[Wish]] = field(default_factory=dict)

    def asked(self, needs: Agents, beside: Sequence[Offer]) -> list[Offer]:
        """Return whom to ask for which duty, the most useful first, until nobody is missing.

        Parameters
        ----------
        needs
            Who is needed, and who is there with all that moves.
        beside
            What others are asked for, and agree to.
        """
        prices = Prices(1.0, 1.0, self.since, self.wishes)
        spare = needs.spares
        for offer in beside:
            spare.update(offer.net)
        open_ = dict(self.staff.members)
        found: list[Offer] = []
        while any(number < 0 for number in spare.values()):
            ranked = [
                (
                    -useful,
                    not prices.volunteers(offer.after),
                    _overtime(member, offer),
                    place,
                    offer,
                )
                for place, member in enumerate(open_.values())
                for offer in self._offers(member, needs, prices)
                if (useful := _missing_hours(offer, spare, needs)) >= _LEAST_HOURS
            ]
            ranked.sort(key=lambda item: item[:4])
            best = next((one for *_, one in ranked if self._is_allowed(one)), None)
            if best is None:
                return found
            found.append(best)
            del open_[best.after.agent]
            spare.update(best.net)
        return found

    def _offers(self, member: Member, needs: Agents, prices: Prices) -> Iterator[Offer]:
        """Yield the duties of today that somebody who is off could come for."""
        spares = needs.spares
        unique = {(duty.start, duty.end, duty.shift): duty for duty in self.duties}
        for duty in unique.values():
            assert duty.start is not None, "a duty begins"
            taken = None if duty.start < self.since + _LEAD else member.taking(duty)
            if taken is None or not self._is_off(member, taken.date):
                continue
            if prices.is_refused(taken):
                continue
            free = day_off(member.agent, taken.date, taken.group)
            net = {k: n for k, n in needs.change(None, taken).items() if k in spares}
            yield Offer(free, taken, net)

    def _is_off(self, member: Member, date: dt.date) -> bool:
        return self.staff.inside(date) and member.is_there(date) and member.duty(date) is None

    def _is_allowed(self, offer: Offer) -> bool:
        """Whether rest, hours and every other rule let a person come."""
        agent, after = offer.after.agent, offer.after
        if not self.staff.allows(agent, {after.date: after}):
            return False
        rewrite = Rewrite(agent, (after,), 0.0, {})
        return not new_faults(self.staff, rewrite) and not new_violations(self.staff, rewrite)


def _missing_hours(offer: Offer, spare: Counter[Key], needs: Agents) -> float:
    """Return how much of what is missing a duty covers [h]."""
    useful = sum(spare[key] < 0 for key, number in offer.net.items() if number > 0)
    return useful * needs.slot / 60


def _overtime(member: Member, offer: Offer) -> float:
    """Return by how much a duty passes the contract in its week, as far as it is known [h]."""
    changes: dict[dt.date, ScheduledDay] = {offer.after.date: offer.after}
    return round(overtime(member, changes), 4)
