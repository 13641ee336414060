"""Messages: what the office tells its officers and, when they asked for it, its residents."""
