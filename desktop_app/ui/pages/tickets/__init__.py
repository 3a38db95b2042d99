"""The ticket register: list, intake form, card."""
