"""Pages of complaints: for everybody, for the reporter, for officers."""
