"""Read-only things the program carries: icons, help, references; reached by core.assets only."""
