"""Files of strangers read into rows of text: workbooks, csv, archives; no database, no Qt."""
