"""Kecamatan and kabupaten: compare villages by their figures, and open new offices. No persons are known here."""
