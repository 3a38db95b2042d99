"""The section «Обзвон»."""
