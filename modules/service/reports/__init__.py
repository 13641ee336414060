"""How the service goes: the dashboard of whoever answers for it, and the reports to the kecamatan."""
