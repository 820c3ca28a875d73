"""``wfm show``: any table of wfm as a picture on a terminal."""

from wfm.views.shown.selected import of_day, of_queue
from wfm.views.shown.table_picture import table_picture

__all__ = ["of_day", "of_queue", "table_picture"]
