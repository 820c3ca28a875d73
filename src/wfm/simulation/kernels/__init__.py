"""Who answers which call, and when: exact, call by call."""
