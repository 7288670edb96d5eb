"""Files of timelines: read fast, checked with care, kept once read."""

from spacetl.files.content import STDIN, Content, Progress, display_name, read_file

__all__ = ["STDIN", "Content", "Progress", "display_name", "read_file"]
