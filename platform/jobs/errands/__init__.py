"""Notes that offices leave for the clock: look after this later, the message may have been lost."""
