"""How long 100,000 different dates take, beside datetime.date.fromisoformat for as many plain days."""

import datetime as dt
import time
from collections.abc import Callable

from spacetl.dates import parse

COUNT = 100_000


def main() -> None:
    """Prints one line a kind of date; a fresh text each time, so that nothing comes from the cache."""
    first = dt.date(1900, 1, 1)
    days = [(first + dt.timedelta(number)).isoformat() for number in range(COUNT)]
    plain = _seconds(dt.date.fromisoformat, days)
    print(f"{'fromisoformat':16} {plain:6.3f} s {COUNT / plain:12,.0f} dates/s")
    kinds = {
        "days": days,
        "approximate": [f"{day}~" for day in days],
        "parts of a year": [f"{year:04}-{code}?" for year in range(1, 4763) for code in range(21, 42)][:COUNT],
        "intervals": [f"{start}/{end}" for start, end in zip(days, days[1:] + days[-1:], strict=True)],
        "times": [f"{day}T12:30:00Z" for day in days],
    }
    kinds["mixed"] = [text for texts in kinds.values() for text in texts[: COUNT // len(kinds)]]
    for name, texts in kinds.items():
        parse.cache_clear()
        seconds = _seconds(parse, texts)
        rate = len(texts) / seconds
        print(f"{name:16} {seconds:6.3f} s {rate:12,.0f} dates/s {seconds / plain:6.0f} times fromisoformat")


def _seconds(read: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        read(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
