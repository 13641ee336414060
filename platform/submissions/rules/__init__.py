"""What holds for reports a village owes: their periods, their days, their states and rates (pure)."""
