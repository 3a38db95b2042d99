"""Models of lists: ids in order, rows by pages, columns described once."""
