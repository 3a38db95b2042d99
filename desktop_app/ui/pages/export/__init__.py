"""Files that leave the office: journals for Excel, forms of other bodies, acts as PDF."""
