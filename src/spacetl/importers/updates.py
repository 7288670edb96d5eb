"""The one-line updates of Launch Library: the date that each gives for its launch, if it clearly gives one.

The rules are those of docs/importing.md. An update says "Now targeting Aug 25 at 09:42 UTC" or "NET Q3.", and mostly
leaves out the year, because what it names is still to come.
"""

import datetime
import re
from typing import NamedTuple

from spacetl.dates import Date, days_later, parse, phrases
from spacetl.errors import BadDate


class Update(NamedTuple):
    """What an update says of the date of its launch."""

    due: Date | None = None  # None if it gives none
    unread: str | None = None  # why, if it names a date all the same


_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
# what names a date, of anything: `May` only as a month, H1 only where it is no rocket
_NAMES_DATE = re.compile(
    rf"\b{_MONTH}\b|(?-i:\bMay\b)|\bq[1-4]\b|\b(?:[12]h|h[12])\b(?! (?:launch|rocket|vehicle))"
    r"|\b(?:spring|summer|autumn|fall|winter|today|tonight|tomorrow)\b|\b20[2-9]\d\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:next|this|later this) (?:week|month|year)\b"
    r"|\b(?:by|in|another|of) (?:an?|one|two|three|a few|several|\d+)[ -](?:hour|day|week|month|year)s?\b"
    r"|\b\d+[ -](?:hour|day|week)s? (?:slip|delay|later|recycle)|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b(?! GO)"
    r"|\bthe \d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_NO_MONTH = re.compile(r"\bLong March(?: \w+)?|^May(?= (?:be|have|move|possibly|not|also|still|slip|launch|fly)\b)")
_ADDRESS = re.compile(r"https?://[^\s)]+")
_ASIDE = re.compile(r"\(([^()]*)\)")
_ZONE = r"UTC|GMT|Z|E[SD]?T|P[SD]?T|JST|[A-Z]{2,4}T|LT|local(?: time)?|[AP]M\b.*"
_PIECES = re.compile(r"[\n;!]|\.(?=\s+[A-Z]|\s*$)")
_SILENT = re.compile(r"(?:un)?official (?:webcast|re-?stream)|updated launch weather|no more ", re.IGNORECASE)

# what may stand before the date of a launch: remarks, the launch, a verb, "no earlier than"
_HEAD = re.compile(
    r"(?:(?:added|adding) (?:the )?launch(?! window),? "
    r"|(?:scrub(?:bed)?|aborted|standing down)(?: for (?:the day|today))?, "
    r"|go for launch,? |(?:delayed|slipped|postponed|rescheduled|moved(?: up)?|reverted|updated),? (?=(?:now )?net )"
    r"|confirmed,? |reportedly,? |apparently,? |tentatively |currently |now |again )*"
    r"(?:(?:the )?(?:launch|liftoff|flight|mission|(?:new )?launch date|new date|next (?:launch )?attempt|(?:new )?t-0)"
    r"(?: (?:is|has been|reported to be))*:? (?:now )?)?"
    r"(?P<verb>(?:re)?target(?:ing|ed|s) |aiming (?:at|for) "
    r"|(?:delay(?:ed)?|slip(?:s|ped|ping)?|postponed|pushed|mov(?:ed|es|ing)|revert(?:ed|ing)|shifted|reset|brought|rolled)"
    r"(?: (?:up|back|again|forward|right|left))*(?: from [\w .,]+?)? (?:to|until|till|into) "
    r"|(?:confirmed )?(?:re-?scheduled|set|planned|scheduled|expected|slated)(?: to (?:launch|lift off))?"
    r" (?:for|to|on|in|between|no earlier than) |confirmed for "
    r"|(?:updated|changed|adjusted)(?: the)?(?: launch date| date| net| t-0)? (?:to|for) |tbd "
    r"|added launch window for |launch window for )?"
    r"(?P<on>on |in |for )?(?P<net>(?:net|no earlier than|not earlier than|not before):? )?",
    re.IGNORECASE,
)
_HOUR = r"\d{1,2}:\d\d(?::\d\d)?"
# what may stand after it: a time of day and its zone, and what tells no other date
_TAIL = re.compile(
    rf"(?P<time>(?:,? ?(?:at |@ ?|from |between |no earlier than )?{_HOUR}(?: ?(?:-|to|and) ?{_HOUR})?)?"
    rf"(?: ?(?P<zone>{_ZONE}))?(?: daily)?)"
    r"(?P<tail>[,:]? *(?:(?:tbc|tbd|to be confirmed|to be determined|pending|per|due to|because of|following|with"
    r"|after|on|from|according to|at the earliest|based on|launch window|for (?:the )?launch|or later|onwards?)\b.*)?)",
    re.IGNORECASE,
)
_LONGEST = 7  # words of a date
_NOT_CLEAR = "not clearly the launch's date"
_ZONE_DAYS = {"E": (0, 1), "P": (0, 1), "J": (-1, 0)}  # a day in America, or in Japan, is one of two in UTC
_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?|-\d{4})?", re.ASCII)  # 2026-27 is not autumn 2026


def read_update(comment: str, said: datetime.date) -> Update:
    """The date that a comment made on a day gives for its launch; "NET July" is read as July.

    A comment that gives no date, two different ones, one in local time, or one that may not be the launch's, gives
    none.
    """
    text = _plain(comment)
    if _SILENT.match(text):
        return Update()
    pieces = [piece.strip(" ,.") for piece in _PIECES.split(text)]
    pieces = [piece for piece in pieces if _mentions_date(piece)]
    found = [_piece(piece, said, alone=piece == text.strip(" ,.")) for piece in pieces]
    dates = {each.due for each in found if each.due}
    unread = [each.unread for each in found if each.unread]
    if dates and (len(dates) > 1 or unread):
        return Update(unread="two dates")
    return Update(dates.pop() if dates else None, unread[0] if unread else None)


def _plain(comment: str) -> str:
    """The comment without addresses and asides that give no date; with single blanks in its lines."""
    text = _ASIDE.sub(_aside, _ADDRESS.sub("", comment))
    text = re.sub("[\N{EN DASH}\N{EM DASH}]", "-", text)
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _aside(found: re.Match[str]) -> str:
    """What is left of what stands in brackets: a zone, or a date that is another one."""
    inner = found[1].strip()
    if re.fullmatch(_ZONE, inner):
        return f" {inner} "
    former = re.match("was|previously|formerly|from|as of", inner, re.IGNORECASE)
    return f" / {inner} / " if _mentions_date(inner) and not former else " "


def _mentions_date(text: str) -> bool:
    return _NAMES_DATE.search(_NO_MONTH.sub("", text)) is not None


def _piece(text: str, said: datetime.date, *, alone: bool) -> Update:
    """What a sentence that names a date gives; it may be nothing but a date if it stands alone."""
    head = _HEAD.match(text)
    assert head is not None  # noqa: S101 - for the type checker: it matches nothing at all, too
    rest = text[head.end() :]
    ends = [word.end() for word in re.finditer(r"\S+", rest)][:_LONGEST]
    texts = (rest[:end].rstrip(",.") for end in reversed(ends))
    date_text, due = next(((each, due) for each in texts if (due := _to_come(each, said)) is not None), ("", None))
    if due is None:
        return Update(unread=_NOT_CLEAR)
    end = _TAIL.fullmatch(rest, len(date_text))
    if end is None or (head["on"] and head[0] == head["on"]):  # "on" alone does not say of what
        return Update(unread="words after the date may change it")
    stated = head["verb"] or head["net"] or head["on"] or (alone and not head[0] and not end["tail"].strip())
    doubt = _doubt(due, end, said) or (None if stated else _NOT_CLEAR)
    return Update(unread=doubt) if doubt else _in_zone(due, end["zone"])


def _doubt(due: Date, end: re.Match[str], said: datetime.date) -> str | None:
    """Why a date with these words after it is not read; None if it is."""
    if _mentions_date(end["tail"]):
        return "two dates"
    if due.latest is None or due.latest < days_later(said, -1):
        return "it was over already"
    if end["time"].strip() and due.earliest != due.latest:
        return "a time, not a date"
    return None


def _to_come(text: str, said: datetime.date) -> Date | None:
    """The date that a text is, with its year or else the next one; no word that depends on a day, no code of EDTF."""
    if not re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return phrases.coming(text, said)
    if re.fullmatch(r"[-\d/~?%.X]+", text, re.ASCII) and not _PLAIN.fullmatch(text):
        return None
    try:
        due = phrases.read_date(text, said).date
    except BadDate:
        return None
    return None if due.earliest is None or due.latest is None else due


def _in_zone(due: Date, zone: str | None) -> Update:
    """The days in UTC of a day in a time zone."""
    if not zone or zone.upper() in {"UTC", "GMT", "Z"}:
        return Update(due)
    if len(zone) > 3 or zone[0].upper() not in _ZONE_DAYS or due.earliest is None or due.earliest != due.latest:
        return Update(unread="a day in local time")
    first, last = (days_later(due.earliest, days) for days in _ZONE_DAYS[zone[0].upper()])
    return Update(parse(f"{first}/{last}"))
