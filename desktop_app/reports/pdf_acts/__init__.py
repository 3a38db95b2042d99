"""Acts as PDF: one small file a kind over shared parts."""
