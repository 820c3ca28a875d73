"""Files of every kind into sheets of cells: text, workbooks, and both packed."""

from wfm.ingestion.containers.opening import sheets

__all__ = ["sheets"]
