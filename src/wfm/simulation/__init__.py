"""The week that was planned, simulated call by call."""
