"""From counts to teams: closed walks found, joined, and cut into rotations."""
