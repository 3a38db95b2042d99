"""Acts as PDF: one order of parts for all kinds but the one whose form the law turns round."""
