"""The office's rules, the clerk at the desk, the look, and the data itself."""
