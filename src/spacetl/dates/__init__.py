"""EDTF dates (ISO 8601-2): text in, spans of days out. The profile and its readings are in docs/dates.md."""

from spacetl.dates.date import Certainty, Date, Precision, days_later
from spacetl.dates.days import Days, last_day_of_grace, named_days
from spacetl.dates.edtf import parse
from spacetl.dates.wording import words

__all__ = [
    "Certainty",
    "Date",
    "Days",
    "Precision",
    "days_later",
    "last_day_of_grace",
    "named_days",
    "parse",
    "words",
]
