"""What a roster is like to live with."""
