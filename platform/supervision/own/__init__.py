"""What a village publishes of itself, read by the village as those above read it; and what it answers."""
