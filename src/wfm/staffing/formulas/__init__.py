"""Queueing formulas: arrays in, arrays out.

Their symbols are those of docs/contributing/glossary.md.
"""
