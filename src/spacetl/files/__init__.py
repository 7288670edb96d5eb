"""Files of timelines: read fast, checked with care, kept once read."""

from spacetl.files.content import STDIN, Content, Progress, name_of, read_file

__all__ = ["STDIN", "Content", "Progress", "name_of", "read_file"]
