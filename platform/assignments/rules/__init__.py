"""What holds for assignments, joint matters, tasks and meetings whatever lies in the database (pure)."""
