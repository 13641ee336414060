"""The PostgreSQL connection that sets search path and role together."""
