"""Hamlets, RW and RT as places: how boundaries are read, how they are drawn, and which places belong to which."""
