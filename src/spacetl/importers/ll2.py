"""Launch Library 2 by The Space Devs, versions 2.2 and 2.3: a list of launches or one launch, in any mode."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from spacetl.dates import Date, parse
from spacetl.dates.durations import day_words
from spacetl.errors import BadDate, SpacetlError
from spacetl.importers.items import Item, Notice, ReadItems, Refusal, Terms
from spacetl.importers.updates import Update, read_update
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
    last_updated: str | None = None
    updates: tuple[_Update, ...] = ()


class _Said(NamedTuple):
    """An update, the day on which it was made, and what it says of the date."""

    update: _Update
    day: datetime.date
    read: Update


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

_PRECISION_IDS = dict(enumerate(PRECISIONS))  # the names stand in the order of their ids

_RESULTS: dict[int, Result] = {3: "done", 4: "failed", 7: "failed", 9: "done"}  # success, failure, partial, deployed
_PARTIAL = 7
_TO_COME = {1, 2, 5, 6, 8}  # go, to be determined, on hold, in flight, to be confirmed


def read(data: bytes, terms: Terms) -> ReadItems:
    """The launches in a file; SpacetlError if it is not JSON, or contains no launches."""
    try:
        decoded = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = str(error).removeprefix("JSON is malformed: ").replace("Input data was truncated", "it ends too early")
        raise SpacetlError(f"not JSON: {reason}") from None
    except RecursionError:
        raise SpacetlError("JSON that is nested too deeply to contain launches") from None
    path, launches = _launches(decoded)
    for number, raw in enumerate(launches):
        place = f"{path}[{number}]" if path else "$"
        try:
            launch = msgspec.convert(raw, _Launch)
            said = _said_of(launch)
            yield _item(place, launch, said, terms)
            yield from _unread(place, launch, said)
        except msgspec.ValidationError as error:
            wrong, _, inside = str(error).replace("`", "").replace(", got ", ", found ").partition(" - at $")
            yield Refusal(place + inside, f"not a launch: {wrong[:1].lower()}{wrong[1:]}")
        except SpacetlError as error:
            yield Refusal(place, str(error))
    match decoded:
        case {"count": int(count)} if count > len(launches):
            yield Notice("$", "event", "on other pages (see `next`)", count - len(launches))


def _launches(decoded: Any) -> tuple[str, list[Any]]:
    """The path of the list of launches, '' for one launch, and the launches."""
    match decoded:
        case {"results": [*launches]}:
            path = "$.results"
        case {"launches": [*launches]}:
            path = "$.launches"
        case [*launches]:
            path = "$"
        case {"net": _}:
            return "", [decoded]
        case {"detail": str(detail)}:
            raise SpacetlError(f"an answer without launches: {quoted(detail, 100)}")
        case _:
            raise SpacetlError("JSON without launches; Launch Library's have `results` or a `net`")
    match launches:
        case [{"title": _, "first_promise": _}, *_]:
            raise SpacetlError("JSON of spacetl itself; import what `spacetl export -O csv` writes")
    return path, launches


def _item(place: str, launch: _Launch, said: list[_Said], terms: Terms) -> Item:
    agency, described = _provider(launch)
    status = launch.status.id if launch.status else None
    named = quoted((launch.status and launch.status.name) or str(status))
    promises, outcome = _history(said, terms), None
    if status in _RESULTS:
        if launch.net is None:
            raise SpacetlError(f"{named} without a `net`, the day of the launch")
        note = "A partial failure." if status == _PARTIAL else None
        outcome = Outcome(date=_date(launch.net, launch.net_precision, "day"), result=_RESULTS[status], note=note)
    elif status in _TO_COME:
        date = None if launch.net is None else _date(launch.net, launch.net_precision)
        promises = (*promises, Promise(said=_last_change(launch, terms), by=terms.by or SPEAKER, due=date))
    else:
        raise SpacetlError(f"the status {named} is not known")
    designator = {"cospar": launch.launch_designator} if launch.launch_designator else {}
    return Item(
        place,
        launch.name,
        refs={CATALOGUE: launch.id, **designator},
        agencies=(agency,) if agency else (),
        described=described,
        promises=promises,
        outcome=outcome,
        tells_outcomes=True,
    )


def _last_change(launch: _Launch, terms: Terms) -> datetime.date | None:
    """The day on which the launch was last changed at its source; None for that of the file, which is not later."""
    changed = None if launch.last_updated is None else _day(launch.last_updated)
    return None if changed is None or changed > terms.said else changed


def _provider(launch: _Launch) -> tuple[str | None, dict[str, Agency]]:
    """The name of the provider, and its description by its abbreviation, if that can be an id."""
    provider = launch.launch_service_provider or _Named(name=launch.lsp_name)
    if provider.name and provider.abbrev and _ID.fullmatch(provider.abbrev):
        return provider.name, {provider.abbrev: Agency(name=provider.name)}
    return provider.name, {}


def _date(net: str, precision: _Named | None, usual: str | None = None) -> Date:
    """The date of a launch, as vague as its precision says; without one, as the `usual` one says."""
    number, name = (None, None) if precision is None else (precision.id, precision.name)
    known = name is not None and name.casefold() in PRECISIONS
    chosen = name if known else _PRECISION_IDS.get(-1 if number is None else number, usual if name is None else None)
    if chosen is None:
        raise SpacetlError(f"the precision {quoted(name)} is not known" if name else "net without a net_precision")
    try:
        return parse(PRECISIONS[chosen.casefold()](_day(net)))
    except (OverflowError, BadDate):
        raise SpacetlError(f"the {chosen} of {quoted(net)} is not within the years 0001 to 9999") from None


def _day(text: str) -> datetime.date:
    """The day of a time, in UTC."""
    try:
        time = datetime.datetime.fromisoformat(text)
        return time.astimezone(datetime.UTC).date() if time.tzinfo else time.date()
    except (ValueError, OverflowError):
        raise SpacetlError(f"{quoted(text)} is not a time") from None


def _said_of(launch: _Launch) -> list[_Said]:
    """The updates of a launch, oldest first; those without a comment or a day are left out."""
    made = sorted((each for each in launch.updates if each.created_on), key=lambda each: each.created_on or "")
    days = [(each, _day(each.created_on or "")) for each in made]
    return [_Said(each, day, read_update(each.comment, day)) for each, day in days if each.comment]


def _history(said: Iterable[_Said], terms: Terms) -> tuple[Promise, ...]:
    """The promises in a launch's updates."""
    by = terms.by or SPEAKER
    return tuple(
        Promise(said=each.day, by=by, due=each.read.due, source=(each.update.info_url or "").strip() or None)
        for each in said
        if each.read.due is not None
    )


def _unread(place: str, launch: _Launch, said: list[_Said]) -> Iterator[Notice]:
    """The updates of a launch that contain no promise: those that name a date, and those that do not."""
    for each in said:
        text = f"{launch.name}: {quoted(each.update.comment or '')} of {day_words(each.day)}"
        if each.read.unread is not None:
            yield Notice(place, "update", "not read that may give a date", text=text, reason=each.read.unread)
        elif each.read.due is None:
            yield Notice(place, "update", "without a date", text=text)
    if len(said) < len(launch.updates):
        yield Notice(place, "update", "without a comment or a day", len(launch.updates) - len(said), launch.name)
