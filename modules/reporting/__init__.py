"""Reporting: the statutory books of the village, on the screen, on paper and as spreadsheets."""
