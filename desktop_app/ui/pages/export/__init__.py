"""Files that leave the office: the journal for Excel and acts as PDF."""
