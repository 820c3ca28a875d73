"""Reading what planners have: exports as other systems write them, into the tables of wfm."""
