"""Turns, numbers and forecasts: pure."""
