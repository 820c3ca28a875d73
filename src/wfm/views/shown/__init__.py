"""``wfm show``: any table of wfm as a picture on a terminal."""

from wfm.views.shown.selected import clocks_apart, of_day, of_queue
from wfm.views.shown.table_picture import table_picture

__all__ = ["clocks_apart", "of_day", "of_queue", "table_picture"]
