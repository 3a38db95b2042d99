"""Tests of the house; their folders mirror the code."""
