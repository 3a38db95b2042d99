"""The frame round the pages: navigation, banners, undo, status line, palette of commands."""
