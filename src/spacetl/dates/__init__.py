"""EDTF dates (ISO 8601-2): text in, spans of days out. The profile and its readings are in docs/dates.md."""

from spacetl.dates.date import Certainty, Date, Precision, days_later
from spacetl.dates.edtf import parse
from spacetl.dates.wording import words

__all__ = ["Certainty", "Date", "Precision", "days_later", "parse", "words"]
