"""Use cases, one module a noun: rules checked, rows and history written in one action.

`office` holds them all and is the only door. Beside a noun stand its `*_checks`, which refuse, its
`*_words`, which tell, and its `*_undo`, which takes back.
"""
