"""The addresses of the room in each kind of office."""
