"""Copies of one office: written while everybody works, kept, compared, brought back, moved (docs/modules/copies.md)."""
