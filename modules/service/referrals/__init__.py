"""Arahkan: whoever asks at the wrong desk is handed over to the right one, and nobody says "I do not know"."""
