"""What crosses the border between rooms: frozen records, never rows and never models."""
