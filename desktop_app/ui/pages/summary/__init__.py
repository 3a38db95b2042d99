"""The section «Сводка»: figures for the штаб, live, and what was issued."""
