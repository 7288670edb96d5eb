"""Corrupted files: the bytes of known timelines, cut, doubled and mixed with what YAML trips over; and odd dates."""

import re
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
SEEDS = [path.read_bytes() for path in sorted((ROOT / "tests" / "timelines").glob("*/*.yaml"))]
BUNDLED = (ROOT / "data" / "timeline.yaml").read_bytes()
SEEDS += [BUNDLED[start : start + 1500] for start in range(0, 12_000, 1500)]
SEEDS.append(b"events:\n" + BUNDLED[BUNDLED.index(b"  - id: glex-2012") : BUNDLED.index(b"sources:\n")])

PIECES = [
    *(bytes([byte]) for byte in b"\t\n\r :-?[]{},#&*!|>'\"%@`~\\.0aX\x00\x1b\x7f\x85\xff\xc3"),
    *(
        b"\n  - ",
        b"\n    ",
        b": ",
        b"---\n",
        b"...\n",
        b"<<: ",
        b"*a",
        b"&a ",
        b"!!str ",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
    ),
    *(
        b"\xc2\x85",
        b'"\\ud800"',
        b"null",
        b"title: ",
        b"date: 2028",
        b"events:\n",
        b"sources: {s: {}}\n",
        b"source: s",
        b"id: x",
    ),
    *(
        b"{title: x}",
        b"said: 2017-06-07",
        b"promises: ",
        b"outcome: {date: 2028}",
        b"agency: A",
        b"tags: [~]",
        b"\\u200b",
        b"late ",
    ),
]


def _mutated(seed: bytes, changes: list[tuple[int, int, int, bytes]]) -> bytes:
    for where, length, how, piece in changes:
        place = where % (len(seed) + 1)
        match how:
            case 0:
                seed = seed[:place] + piece + seed[place:]
            case 1:
                seed = seed[:place] + seed[place + length :]
            case 2:
                seed = seed[:place] + piece + seed[place + length :]
            case _:
                seed = seed[: place + length] + seed[place:]
    return seed


_CHANGES = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), st.integers(0, 3), st.sampled_from(PIECES)), max_size=6
)

files = st.one_of(
    st.builds(_mutated, st.sampled_from(SEEDS), _CHANGES),
    st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join),
    st.binary(max_size=60),
)

EVERY_PLACE = b"""agencies: {A: {name: An agency}}
sources: {s: {date: 2020}}
events:
  - {id: x, title: Promised, promises: [{said: 2020-01-01, by: B, due: 2021}, {said: 2021-01-01, due: 2022~}]}
  - {title: Came, promises: [{due: 2019}, {said: 2018-01-01}], outcome: {date: 2020-11, result: failed, source: s}}
  - {title: Plain, agency: A, date: 2030}
"""
_ENDS = ("0001", "0001-01", "0001-01-01", "9999", "9999-12", "9999-12-31", "9998-24", "9999-41", "99XX", "999X", "001X")
_OUTSIDE = ("0000", "-0044", "00XX", "9999-24", "Y170000002", "Y-12000", "10000", "9999-12-32", "XXXX", "", "null")
_points = st.one_of(
    st.sampled_from(_ENDS),
    st.dates().map(str),
    st.sampled_from(_OUTSIDE) | st.from_regex(r"-?[0-9X]{4}(-[0-4X][0-9X](-[0-3X][0-9X])?)?", fullmatch=True),
)
_marked = st.builds("{}{}".format, _points, st.sampled_from(("", "", "~", "?", "%")))
_spans = st.builds("{}/{}".format, *2 * [_marked | st.sampled_from(("..", ""))])


def _dated(seed: bytes, changes: list[tuple[int, str]]) -> bytes:
    places = [match.span() for match in re.finditer(rb"(?<=said: |.due: |date: )[^],}\s]*", seed)]
    new = {places[number % len(places)]: text.encode() for number, text in changes}
    for start, end in sorted(new, reverse=True):
        seed = seed[:start] + new[start, end] + seed[end:]
    return seed


dated_files = st.builds(
    _dated,
    st.sampled_from([EVERY_PLACE, *(seed for seed in SEEDS if b"due: " in seed)]),
    st.lists(st.tuples(st.integers(0, 50), _points | _marked | _spans), max_size=6),
)
