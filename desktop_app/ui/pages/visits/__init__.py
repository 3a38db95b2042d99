"""Commission visits: the list, the visit with its measurements, the act that leaves the office."""
