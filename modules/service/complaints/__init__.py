"""Complaints: told by anybody, named or not, followed by the clocks of the law, answered by the post that may."""
