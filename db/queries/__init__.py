"""Questions and changes, one module per noun; functions take the store first."""
