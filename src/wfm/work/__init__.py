"""What people work: shifts, contract groups, patterns, and the rules on their days."""
