"""The addresses of each kind of office."""
