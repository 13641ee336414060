"""What holds for questions whatever lies in the database."""
