"""Timelines read before, kept so that a question decodes only the events it can be about."""

from spacetl.cache.keeping import Cache
from spacetl.cache.reach import EVERYTHING, OUTLINE, Excerpt, Reach

__all__ = ["EVERYTHING", "OUTLINE", "Cache", "Excerpt", "Reach"]
