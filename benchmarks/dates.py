"""How long 100,000 different dates take, compared with datetime.date.fromisoformat for as many plain days."""

import datetime as dt
import time
from collections.abc import Callable

from spacetl.dates import parse

COUNT = 100_000


def main() -> None:
    """Print one line per kind of date; no text occurs twice, so nothing comes from the cache."""
    plain = _seconds(dt.date.fromisoformat, _days(1900))
    print(f"{'fromisoformat':16} {plain:6.3f} s {COUNT / plain:12,.0f} dates/s")
    mixed = [text for texts in _kinds(2400).values() for text in texts[: COUNT // 5]]
    for name, texts in {**_kinds(1900), "all kinds mixed": mixed}.items():
        seconds = _seconds(parse, texts)
        print(f"{name:16} {seconds:6.3f} s {COUNT / seconds:12,.0f} dates/s {seconds / plain:6.0f} times fromisoformat")


def _kinds(year: int) -> dict[str, list[str]]:
    days, later = _days(year), _days(year + 1)
    mark = "?" if year < 2000 else "%"
    return {
        "days": days,
        "approximate": [f"{day}~" for day in days],
        "parts of a year": [f"{year:04}-{code}{mark}" for year in range(1, 4763) for code in range(21, 42)][:COUNT],
        "intervals": [f"{start}/{end}" for start, end in zip(days, later, strict=True)],
        "times": [f"{day}T12:30:00Z" for day in days],
    }


def _days(year: int) -> list[str]:
    first = dt.date(year, 1, 1)
    return [(first + dt.timedelta(number)).isoformat() for number in range(COUNT)]


def _seconds(read: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        read(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
