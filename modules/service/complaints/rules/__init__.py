"""What holds for complaints whatever lies in the database: clocks, who may know of which, what may stand in a text."""
