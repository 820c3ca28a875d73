"""Nights and weekends shared evenly among the teams of a group."""
