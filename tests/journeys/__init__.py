"""Journeys of PRODUCT.md, each from end to end in a real window."""
