"""What a letter is made of and when it is complete: pure, without database, clock or network."""
