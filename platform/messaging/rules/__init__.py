"""What holds for messages whatever lies in the database."""
