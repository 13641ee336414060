"""Sample things more than one test needs. Every person in them is invented."""
