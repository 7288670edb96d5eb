"""spacetl: a command-line explorer of promised dates in spaceflight."""

__version__ = "0.1.0"
