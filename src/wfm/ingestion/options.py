"""What a planner may say about a file, where the file alone does not say it."""

from wfm.options.read import DateOrder, Layout, Mark, ReadOptions, Repeats, Stamp

__all__ = ["DateOrder", "Layout", "Mark", "ReadOptions", "Repeats", "Stamp"]
