"""The day that is running: what has come so far says of the rest, learnt on the queue's past."""
