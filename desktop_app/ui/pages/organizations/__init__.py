"""The directory of utilities, managing companies and carriers."""
