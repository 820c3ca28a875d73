"""The search for lines of people: by columns, priced by dynamic programming over the rules."""
