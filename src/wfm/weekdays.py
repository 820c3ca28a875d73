"""The week: its days and minutes, and the word for a day off."""

DAY = 1440
"""Minutes of a day. [min]"""

WEEK = 7 * DAY
"""Minutes of a week. [min]"""

SATURDAY, SUNDAY = 5, 6
"""Days of the week count from Monday, 0."""

OFF = "OFF"
"""What a roster shows on a day without a duty."""
