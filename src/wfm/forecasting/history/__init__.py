"""The past of a queue: laid out by days on the wall clock, its calendar, events and outages."""
