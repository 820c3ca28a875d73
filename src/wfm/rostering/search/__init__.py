"""The search for a cheap roster and the proof of how good it is."""
