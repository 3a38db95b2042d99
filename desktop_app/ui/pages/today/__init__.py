"""The section «Сегодня»."""
