"""Elements, index, sample and tokens: pure."""
