"""What can decide a number of agents; of equals the first is named."""

BINDINGS = (
    "service_level", "asa", "occupancy", "abandonment", "minimum", "maximum", "closed", "given",
    "response",
)  # fmt: skip
SERVICE_LEVEL, ASA, OCCUPANCY, ABANDONMENT, MINIMUM, MAXIMUM, CLOSED, GIVEN, RESPONSE = range(
    len(BINDINGS)
)
