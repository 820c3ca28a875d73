"""The judge: a finished roster, its plan and the requirement alone."""
