"""How a command line ends: its exit code, and the refusal of one that cannot be understood."""

OK, FAILED, WRONG_USAGE = 0, 1, 2


class WrongUsage(Exception):
    """The command line cannot be understood; holds the Russian reason and where to read on."""
