"""Working-time rules: each shapes the rotation and judges a finished one."""
