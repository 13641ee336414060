"""Base backups and the log of the whole PostgreSQL cluster, and bringing it back to a moment (infra/runbooks/disaster.md)."""
