"""The rules of the population register, free of database, clock and network."""
