"""Corrupted files: the bytes of known timelines, cut, doubled and mixed with what YAML trips over."""

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
