"""Satisfaction (SKM): nine elements asked in a minute, the index exactly as the decree computes it."""
