"""A roster for a new requirement that leaves as much of the old one as its cost allows."""
