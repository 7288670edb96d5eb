"""What is EDTF and what is not, over the whole of the format: unsupported and invalid text raise different errors."""

import itertools
import time

import pytest

from spacetl.dates import parse
from spacetl.errors import InvalidDate, UnsupportedDate

UNSUPPORTED = [
    # years outside of 0001 to 9999
    *("-0001", "-0753-04-21", "-0753-04", "-0044~", "-07XX", "-0753-21", "-0753-04-21T12:00:00Z", "0000-02-29", "00XX"),
    *("Y10000", "Y-10000", "Y123456789?", "Y17E7", "Y-17E7", "Y2E3", "Y3388E2S3", "Y-17101E4S3", "Y123456S02"),
    *("0753S2", "-0753S1", "1950S4~", "Y1E999999999", "9999-24", "9999-28", "9999-30", "9999-24/.."),
    # digits left out elsewhere than at the right
    *(
        "1XXX",
        "X999",
        "19X9",
        "XXX9",
        "XX99-01-01",
        "199X-03",
        "19XX-12-25",
        "199X-21",
        "1999-0X",
        "1999-1X",
        "1999-X2",
    ),
    *("1999-XX-07", "1999-1X-31", "1999-02-2X", "2001-02-X8", "2000-02-X9", "19XX-02-29", "1X00-02-29", "XXXX-02-29"),
    *("XXXX-12-25", "XXXX-12-XX", "XXXX-XX-31", "199X-XX-XX", "199X-XX", "1999-0X-30"),
    # qualified parts
    *("?1999", "~1999-05", "1999?-05", "1999-~05", "1999?-05-07", "1999-05~-07", "1999-05-%07", "?1999-05-~07"),
    *("1999~-05?-07%", "1999-?05~-07", "1999-05-?07~", "~1999~", "1999?-21", "1999-~21", "1999~-33", "%1999-21"),
    # intervals
    *("/", "../", "/..", "../..", "XXXX", "XXXX~", "XXXX-XX", "XXXX-XX-XX", "XXXX/..", "1999/XXXX"),
    *("-0044/0014", "-0044/-0031-09-02", "-0753/..", "../-0031", "0000/0001", "0000-05/0000-05-31", "Y-20000/Y10000"),
    *(
        "1999-05-~01/1999-05-~20",
        "1999-0X-02/1999-01-03",
        "2001-02-27/2001-02-X8",
        "199X-05-12/1990-05-12",
        "1999-01-01/199X-05-12",
    ),
    # sets
    *(
        "[1999]",
        "{1999}",
        "[1999,2001-05]",
        "{1999-05-07,2001}",
        "[1999..2001]",
        "[1999..1999]",
        "{1999-05..1999-07,2001}",
        "[..1999]",
    ),
    *("{1999..}", "[..1999,2001..]", "[-0044..0014]", "{1999~,200X}", "[1999-21,1999-23]", "[Y17E7,1999]", "{1950S2}"),
]

INVALID = [
    *("", " ", ".", "..", "...", "-", "?", "~", "X", "XX", "XXX", "XXXXX", "T", "Y", "[", "]", "[]", "{}", "[}", "{]"),
    *("1", "19", "199", "-04", "-199", "19999", "199999", "0x7CF", "1e3", "1_999", "1999.", "~", "null", "no"),
    # years
    *(
        "-0000",
        "-0000-05",
        "-0000S2",
        "+1999",
        "-XXX",
        "Y1999",
        "Y0",
        "Y01999",
        "Y-1999",
        "Y012345",
        "Y1999S2",
        "YXXXXX",
    ),
    *("Y17E", "Y17E0", "YE7", "Y17E-2", "Y17E7-12", "y17e7", "1950S", "1950S0", "195XS2", "1950-05S2", "Y17E7S0", "S2"),
    # months and days
    *("1999-0", "1999-00", "1999-13", "1999-20", "1999-42", "1999-99", "1999-2X", "1999-3X", "1999-X", "1999-XXX"),
    *("1999-05-00", "1999-05-32", "1999-06-31", "1999-02-29", "1900-02-29", "2000-02-30", "1999-00-07", "1999-13-07"),
    *("1999-21-07", "1999-33-XX", "1999-2X-07", "1999-5-7", "1999-05-7", "1999-0507", "19990507", "1999-05-07-09"),
    *("1999-02-3X", "1999-06-31~", "19XX-02-30", "1999-XX-32", "1999-XX-00", "19X1-02-29", "XX01-02-29", "XXXX-02-30"),
    *("1999--05", "1999-", "1999-05-", "-1999-", "--05-07", "1999-W05", "1999-W05-1", "1999-W01-1", "1999-127"),
    # qualifiers
    *(
        "1999??",
        "1999?~",
        "1999~?",
        "1999%%",
        "1999-?~05",
        "1999-05-~?07",
        "1999?-?-05",
        "1999-?",
        "(1999)?",
        "1999-(05)~",
    ),
    *("1999-05-07?T12:30:00", "1999-05-07T12:30:00?", "1999u", "199u", "1999-uu", "19xx", "1999-05-xx"),
    # times
    *("1999-05-07T12", "1999-05-07T12:30", "1999-05-07T123000", "1999-05-07T12:30:60", "1999-05-07T12:60:00"),
    *("1999-05-07T24:00:01", "1999-05-07T25:00:00", "1999-05-07T1:30:00", "1999-05-07t12:30:00", "1999-05-07 12:30:00"),
    *("1999-05-07T12:30:00z", "1999-05-07T12:30:00.5", "1999-05-07T12:30:00,5", "1999-05-07T12:30:00Z00:00"),
    *("1999-05-07T12:30:00+14:01", "1999-05-07T12:30:00+15", "1999-05-07T12:30:00-12:01", "1999-05-07T12:30:00-13"),
    *("1999-05-07T12:30:00-00", "1999-05-07T12:30:00-00:00", "1999-05-07T12:30:00+0530", "1999-05-07T12:30:00+5"),
    *("1999-05-07T12:30:00+05:60", "1999-05T12:30:00", "1999T12:30:00", "1999-05-XXT12:30:00", "1999-02-29T12:30:00"),
    *("T12:30:00", "1999-05-07T", "1999-05-07T..", "-0000-05-07T12:30:00"),
    # intervals
    *(
        "2001/1999",
        "1999-05/1999-04",
        "1999-05-07/1999-05-06",
        "0001/0000",
        "0000/-0001",
        "-0031/-0044",
        "1999/-1999",
        "0000/-000X",
        "-0039/-004X",
    ),
    *("1999-23/1999-22", "1999-24/1999-21", "1999-35/1999-33", "1999-XX/1998", "2001-02-27/2001-02-X9"),
    *(
        "Y30000/Y20000",
        "1999/2001/2003",
        "1999//2001",
        "1999/05",
        "1999-05-07/09",
        "1999/open",
        "unknown/1999",
        "open/..",
    ),
    *(
        "1999/..~",
        "~/1999",
        "../..?",
        "1999/P1Y",
        "1999 / 2001",
        "1999-05-07T12:30:00/2001",
        "1999/2001-05-07T12:30:00Z",
    ),
    *("[1999]/2001", "1999/{2001}", "1999..2001", "..1999", "1999..", "1999-05-07/1999-05-07T12:30:00"),
    # sets
    *("[1999", "1999]", "{1999]", "[1999}", "[1999, 2001]", "[ 1999]", "[1999,]", "[,1999]", "[1999,,2001]", "[..]"),
    *("[2001..1999]", "{1999-05..2001}", "[1999..,2001]", "[1999,..2001]", "[1999..2000..2001]", "[1999-02-30]"),
    *("{1999-05-07T12:30:00}", "[1999/2001]", "[[1999]]", "{1999-05..1999-21}"),
]


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_edtf_outside_the_profile_is_unsupported(text: str) -> None:
    with pytest.raises(UnsupportedDate):
        parse(text)


@pytest.mark.parametrize("text", INVALID)
def test_all_else_is_invalid(text: str) -> None:
    with pytest.raises(InvalidDate):
        parse(text)


@pytest.mark.parametrize(
    "shift", ["Z", "+00", "+00:00", "+14", "+14:00", "+13:59", "+05:45", "-12", "-12:00", "-11:59", "-00:15"]
)
def test_shifts_from_utc_leave_the_day_as_written(shift: str) -> None:
    assert str(parse(f"1999-12-31T23:59:59{shift}").latest) == "1999-12-31"


@pytest.mark.parametrize(("pattern", "exists"), [("2001-02-X9", True), ("1999-XX-31", True), ("1999-0X-00", False)])
def test_digits_left_out_of_a_day(pattern: str, exists: bool) -> None:
    with pytest.raises(UnsupportedDate if exists else InvalidDate):
        parse(pattern)


def test_a_day_with_digits_left_out_is_edtf_when_some_day_fits_it() -> None:
    days = {
        f"{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 29 if m == 2 else 31 if m in {4, 6, 9, 11} else 32)
    }
    for pattern in map("".join, itertools.product("013X", "0123X", "-", "0123X", "0189X")):
        if "X" not in pattern or pattern.endswith("-XX"):
            continue
        fits = any(all(p in {"X", c} for p, c in zip(pattern, day, strict=True)) for day in days)
        with pytest.raises(UnsupportedDate if fits else InvalidDate):
            parse(f"1999-{pattern}")


@pytest.mark.parametrize(
    "piece", ["?", "2", "9999", "\uff12", "1999/", "[1999,", "(", "1999-05-07T12:", " ", "X", "-", "/.."]
)
def test_a_text_of_a_megabyte_is_refused_at_once_and_only_its_start_is_shown(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    with pytest.raises(InvalidDate) as refused:
        parse(text)
    assert time.perf_counter() - start < 0.5
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("text", ["Y1E999999999", "Y" + "9" * 98, "Y9E" + "9" * 96, "Y1E999999999/Y1E9999999999"])
def test_a_year_of_a_billion_digits_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UnsupportedDate, match="long years"):
        parse(text)
    assert time.perf_counter() - start < 0.5


def test_a_text_of_the_longest_length_is_read_and_one_longer_is_not() -> None:
    longest = "[" + "1999," * 18 + "2001-05~]"
    assert len(longest) == 100
    with pytest.raises(UnsupportedDate, match="sets are not supported"):
        parse(longest)
    with pytest.raises(InvalidDate, match="it has 101 characters and a date at most 100"):
        parse(longest.replace("2001", "-2001"))
