"""The one SQLite file: rows in and out; no Qt, and no model ever leaves this package."""
