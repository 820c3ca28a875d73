"""Why there is no roster: contradictions, suspects, and the cheapest ways out."""
