"""The careful way through a file: every node with its place, every problem with what to write instead."""

from spacetl.checking.verdict import Verdict, verdict_on

__all__ = ["Verdict", "verdict_on"]
