"""Forecasting models: a decomposition into level, weekday, calendar, shape, and plain ones."""
