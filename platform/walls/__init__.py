"""What keeps offices apart: who is current, keys and tokens derived from it, and the database connection that obeys it."""
