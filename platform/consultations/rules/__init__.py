"""What consultations are, who may take which step, their clocks, and what a budget's figures say by themselves. Pure."""
