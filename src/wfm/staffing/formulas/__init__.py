"""Queueing formulas: arrays in, arrays out."""
