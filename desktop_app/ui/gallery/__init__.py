"""Pictures of the look with made-up records, to hold beside the target pictures."""
