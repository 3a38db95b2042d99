"""The section «Отключения»."""
