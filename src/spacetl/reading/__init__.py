"""The fast way from a file to its timeline, and what both ways share: its bytes, the parser, the limits, the rules."""

from spacetl.reading.feeding import Progress
from spacetl.reading.files import STDIN, Content, name_of, read_file

__all__ = ["STDIN", "Content", "Progress", "name_of", "read_file"]
