"""`python -m spacetl`."""

from spacetl.cli import run

run()
