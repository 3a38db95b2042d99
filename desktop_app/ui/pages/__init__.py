"""Sections of the window, one package each; pages never import one another."""
