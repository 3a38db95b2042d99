"""Widgets every page is built of; one look, no page knowledge."""
