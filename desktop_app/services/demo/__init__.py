"""A believable district of our own invention, the same for the same seed."""
