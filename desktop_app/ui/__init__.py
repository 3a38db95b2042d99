"""The window, and the only layer that knows Qt. See the map of the house in README.md."""

import builtins

import PySide6.QtCore  # noqa: F401  it brings the `import` that is taken back below

# PySide puts an `import` of its own in place of Python's, for `from __feature__ import …`: it reads
# the source of every module loaded. Nothing here asks for features, and that was an eighth of the
# start.
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
