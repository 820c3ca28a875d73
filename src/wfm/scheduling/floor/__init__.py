"""The rest of a day: what may move, what may be offered and asked, and what that does."""
