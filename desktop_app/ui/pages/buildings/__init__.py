"""The address book of buildings."""
