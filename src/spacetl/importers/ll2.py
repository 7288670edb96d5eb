"""Launch Library 2 by The Space Devs, versions 2.2 and 2.3: a list of launches or one launch, in any mode."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from spacetl.dates import Date, parse, phrases
from spacetl.errors import BadDate, SpacetlError
from spacetl.importers.items import Item, ReadItems, Refusal, Terms
from spacetl.text import quoted
from spacetl.timeline import Agency, Outcome, Promise, Result

CATALOGUE = "ll2"
SPEAKER = "Launch Library"
_WEEK = datetime.timedelta(days=6)
_ID = re.compile(r"\w[\w .&/()+-]{0,99}")
_NEW_FISCAL_YEAR = 10  # October of the year before


class _Named(Struct):
    id: int | None = None
    name: str | None = None
    abbrev: str | None = None


class _Update(Struct):
    comment: str | None = None
    info_url: str | None = None
    created_on: str | None = None


class _Launch(Struct):
    id: str
    name: str
    net: str | None = None
    net_precision: _Named | None = None
    status: _Named | None = None
    launch_service_provider: _Named | None = None
    lsp_name: str | None = None
    launch_designator: str | None = None
    updates: tuple[_Update, ...] = ()


def _week(day: datetime.date) -> str:
    """The week, from Monday, that contains the day: which of its days represents it is not documented."""
    monday = day - datetime.timedelta(days=day.weekday())
    return f"{monday}~/{monday + _WEEK}~"


def _fiscal_year(day: datetime.date) -> str:
    """The fiscal year of the United States that contains the day: 2026 begins in October 2025."""
    year = day.year + (day.month >= _NEW_FISCAL_YEAR)
    return f"{year - 1:04}-10/{year:04}-09"


def _part(number: int) -> Callable[[datetime.date], str]:
    return lambda day: f"{day.year:04}-{number}"


# a vague date is given as some day of its period, mostly the last, so only the name of the precision says which period
PRECISIONS: dict[str, Callable[[datetime.date], str]] = {
    **dict.fromkeys(("second", "minute", "hour", "morning", "afternoon", "day"), datetime.date.isoformat),
    "week": _week,
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    **{f"quarter {number}": _part(32 + number) for number in range(1, 5)},
    **{f"year half {number}": _part(39 + number) for number in range(1, 3)},
    "year": lambda day: f"{day.year:04}",
    "fiscal year": _fiscal_year,
    "decade": lambda day: f"{day.year // 10:03}X",
}

_RESULTS: dict[int, Result] = {3: "done", 4: "failed", 7: "failed", 9: "done"}  # success, failure, partial, deployed
_PARTIAL = 7
_TO_COME = {1, 2, 5, 6, 8}  # go, to be determined, on hold, in flight, to be confirmed


def read(data: bytes, terms: Terms) -> ReadItems:
    """The launches in a file; SpacetlError if it is not JSON, or contains no launches."""
    try:
        decoded = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = str(error).removeprefix("JSON is malformed: ").replace("Input data was truncated", "it ends too early")
        raise SpacetlError(f"not JSON: {reason}") from None
    except RecursionError:
        raise SpacetlError("JSON that is nested too deeply to contain launches") from None
    for place, raw in _launches(decoded):
        try:
            yield _item(place, msgspec.convert(raw, _Launch), terms)
        except msgspec.ValidationError as error:
            wrong, _, inside = str(error).replace("`", "").replace(", got ", ", found ").partition(" - at $")
            yield Refusal(place + inside, f"not a launch: {wrong[:1].lower()}{wrong[1:]}")
        except SpacetlError as error:
            yield Refusal(place, str(error))


def _launches(decoded: Any) -> Iterator[tuple[str, Any]]:
    """The path of each launch, and the launch."""
    match decoded:
        case {"results": [*launches]}:
            yield from ((f"$.results[{number}]", launch) for number, launch in enumerate(launches))
        case [*launches]:
            yield from ((f"$[{number}]", launch) for number, launch in enumerate(launches))
        case {"net": _}:
            yield "$", decoded
        case {"detail": str(detail)}:
            raise SpacetlError(f"an answer without launches: {quoted(detail, 100)}")
        case _:
            raise SpacetlError("JSON without launches; Launch Library's have `results` or a `net`")


def _item(place: str, launch: _Launch, terms: Terms) -> Item:
    agency, described = _provider(launch)
    history, undated = _history(launch.updates, terms)
    date = _date(launch)
    status = launch.status.id if launch.status else None
    promises, outcome = history, None
    if status in _RESULTS and date is not None:
        note = "A partial failure." if status == _PARTIAL else None
        outcome = Outcome(date=date, result=_RESULTS[status], note=note)
    elif status in _TO_COME:
        promises = (*history, Promise(by=terms.by or SPEAKER, due=date))
    else:
        name = launch.status.name if launch.status else None
        raise SpacetlError(f"the status {quoted(name or str(status))} is not known")
    designator = {"cospar": launch.launch_designator} if launch.launch_designator else {}
    return Item(
        place,
        launch.name,
        refs={CATALOGUE: launch.id, **designator},
        agencies=(agency,) if agency else (),
        described=described,
        promises=promises,
        outcome=outcome,
        undated=undated,
    )


def _provider(launch: _Launch) -> tuple[str | None, dict[str, Agency]]:
    """The name of the provider, and its description by its abbreviation, if that can be an id."""
    provider = launch.launch_service_provider or _Named(name=launch.lsp_name)
    if provider.name and provider.abbrev and _ID.fullmatch(provider.abbrev):
        return provider.name, {provider.abbrev: Agency(name=provider.name)}
    return provider.name, {}


def _date(launch: _Launch) -> Date | None:
    """The date of a launch, as vague as its precision says; None if it has none."""
    if launch.net is None:
        return None
    name = launch.net_precision.name if launch.net_precision else None
    if name is None or name.casefold() not in PRECISIONS:
        raise SpacetlError(f"the precision {quoted(name)} is not known" if name else "net without a net_precision")
    try:
        return parse(PRECISIONS[name.casefold()](_day(launch.net)))
    except (OverflowError, BadDate):
        raise SpacetlError(f"the {name} of {quoted(launch.net)} is not within the years 0001 to 9999") from None


def _day(text: str) -> datetime.date:
    """The day of a time, in UTC."""
    try:
        time = datetime.datetime.fromisoformat(text)
        return time.astimezone(datetime.UTC).date() if time.tzinfo else time.date()
    except (ValueError, OverflowError):
        raise SpacetlError(f"{quoted(text)} is not a time") from None


def _history(updates: tuple[_Update, ...], terms: Terms) -> tuple[tuple[Promise, ...], int]:
    """The promises in a launch's updates, oldest first, and how many updates contain none."""
    promises: list[Promise] = []
    for update in updates:
        if not update.comment or not update.created_on:
            continue
        said = _day(update.created_on)
        try:
            due = phrases.read_date(update.comment.strip().rstrip("."), said).date
        except BadDate:
            continue
        promises.append(
            Promise(said=said, by=terms.by or SPEAKER, due=due, source=(update.info_url or "").strip() or None)
        )
    return tuple(sorted(promises, key=lambda promise: promise.said or said)), len(updates) - len(promises)
