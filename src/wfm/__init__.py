"""Workforce management for call centres."""
