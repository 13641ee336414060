"""Documents in object storage: kept with the act that made them, moved to the store when it can take them, opened by logged links."""
