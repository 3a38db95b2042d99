"""Waste collection: sites, their timetables, what was not collected."""
