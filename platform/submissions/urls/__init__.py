"""The addresses of reports, for each kind of office."""
