"""A village's own rules about what it owes: stricter than the kabupaten's, seen by nobody else."""
