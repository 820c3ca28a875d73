"""The options, each declared once: for the command line, ``wfm.toml``, Python and the docs.

A file for each section; an option is a field of a frozen dataclass, made by `option`.
"""
