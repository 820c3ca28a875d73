"""The fewest agents that meet the targets, for any model."""
