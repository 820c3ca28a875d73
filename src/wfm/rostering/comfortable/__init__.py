"""Rosters that people live well with, at the cost of the cheapest."""
