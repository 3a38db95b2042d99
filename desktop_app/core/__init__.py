"""Words and rules of the office; standard library only."""
