"""The clock on the wall of a zone: which moment it shows at a time of day on a date."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

# A date, and minutes after its midnight.
Place = tuple[dt.date, int]


@dataclass
class WallClock:
    """A clock, read on any date.

    Moments know the offset that the clock has then, so that the length between any two is true. A
    time that the clock skips is the moment of the change; one that it shows twice is the first.

    Parameters
    ----------
    zone
        Its time zone.
    """

    zone: ZoneInfo
    _moments: dict[Place, dt.datetime] = field(default_factory=dict)
    skipped: set[Place] = field(default_factory=set)
    twice: set[Place] = field(default_factory=set)

    def moment(self, day: dt.date, minute: int) -> dt.datetime:
        """Return the moment at which it shows a time, so many minutes after the day's midnight."""
        place = (day, minute)
        known = self._moments.get(place)
        if known is None:
            known = self._moments[place] = self._found(day, minute)
        return known

    def ahead_of(self, site: ZoneInfo, day: dt.date) -> int:
        """Return how far it is ahead of the site's clock at noon of a day [min]."""
        noon = dt.datetime(day.year, day.month, day.day, 12)
        here, there = (noon.replace(tzinfo=zone).utcoffset() for zone in (self.zone, site))
        assert here is not None
        assert there is not None
        return (here - there) // dt.timedelta(minutes=1)

    def later(self, moment: dt.datetime, minutes: int) -> dt.datetime:
        """Return the moment so many true minutes later."""
        return self.shown(moment + dt.timedelta(minutes=minutes))

    def shown(self, moment: dt.datetime) -> dt.datetime:
        """Return a moment with the offset that the clock has then."""
        local = moment.astimezone(self.zone)
        offset = local.utcoffset()
        assert offset is not None
        if offset == moment.utcoffset() and isinstance(moment.tzinfo, dt.timezone):
            return moment
        return local.replace(tzinfo=dt.timezone(offset), fold=0)

    def _found(self, day: dt.date, minute: int) -> dt.datetime:
        wall = dt.datetime(day.year, day.month, day.day) + dt.timedelta(minutes=minute)
        early = wall.replace(tzinfo=self.zone)
        late = early.replace(fold=1)
        offset, other = early.utcoffset(), late.utcoffset()
        assert offset is not None
        assert other is not None
        shown = (wall.date(), wall.hour * 60 + wall.minute)
        if offset > other:
            self.twice.add(shown)
        elif offset < other:
            self.skipped.add(shown)
            return self._change(wall, offset, other)
        return wall.replace(tzinfo=dt.timezone(offset))

    def _change(self, wall: dt.datetime, before: dt.timedelta, after: dt.timedelta) -> dt.datetime:
        """Return the moment of the change that skips a time: the first after it with its offset."""
        low = wall.replace(tzinfo=dt.timezone(after))  # the clock is not yet changed
        high = wall.replace(tzinfo=dt.timezone(before))  # it is
        minutes = (high - low) // dt.timedelta(minutes=1)
        first = next(
            low + dt.timedelta(minutes=m)
            for m in range(minutes + 1)
            if (low + dt.timedelta(minutes=m)).astimezone(self.zone).utcoffset() == after
        )
        return first.astimezone(dt.timezone(after))
