"""The chain in one go: every step from past calls to people on dates, kept in a folder."""
