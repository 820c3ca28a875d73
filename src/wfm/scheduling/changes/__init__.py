"""A schedule changed as little as can be: absences, swaps."""
