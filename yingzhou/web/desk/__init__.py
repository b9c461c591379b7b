"""The desk: officers, station heads, leaders, village workers, mediators, associations."""
