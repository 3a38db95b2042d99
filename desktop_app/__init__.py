"""«Райштаб»: the desktop register of a district office that answers residents."""

__version__ = "0.1.0"
