"""Services on a real file."""
