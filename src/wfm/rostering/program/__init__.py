"""The integer program: shifts, meals, breaks and rotation in one."""
