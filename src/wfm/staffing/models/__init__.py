"""The queueing models, each one way to judge a number of agents."""
