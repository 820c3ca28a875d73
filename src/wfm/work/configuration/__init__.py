"""The plan of a roster as the configuration writes it."""
