"""Bringing all office schemas forward together: planned once, walked by every office, proven by their shapes."""
