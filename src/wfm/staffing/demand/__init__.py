"""What has to be staffed: opening hours, load that lags or waits, and the share of time away."""
