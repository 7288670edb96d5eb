"""The behaviour of a Date: comparing, hashing, copying, pickling."""

import copy
import datetime as dt
import pickle
import subprocess
import sys

import pytest

from spacetl.dates import Certainty, Date, parse

YEAR = parse("2019")


def test_it_does_not_change() -> None:
    with pytest.raises(AttributeError, match="does not change"):
        YEAR.text = "2020"
    with pytest.raises(AttributeError, match="does not change"):
        del YEAR.latest
    with pytest.raises(AttributeError):
        YEAR.note = "no room"
    assert not hasattr(YEAR, "__dict__")


def test_equal_is_what_is_written_equally() -> None:
    twin = Date("2019", YEAR.earliest, YEAR.latest, YEAR.precision)
    assert twin == YEAR
    assert hash(twin) == hash(YEAR)
    assert parse("2019-XX") != YEAR
    assert YEAR != "2019"


@pytest.mark.parametrize("compare", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_two_dates_have_no_order(compare: str) -> None:
    assert compare not in vars(Date)
    with pytest.raises(TypeError):
        sorted([YEAR, parse("2020")])  # type: ignore[type-var]


def test_a_certainty_has_no_order_and_no_truth() -> None:
    with pytest.raises(TypeError):
        bool(Certainty.NO)
    with pytest.raises(TypeError):
        max(Certainty)  # type: ignore[type-var]


def test_copies_and_pickles_are_equal_in_every_field() -> None:
    date = parse("2020?/2022~")
    for twin in (copy.copy(date), copy.deepcopy(date), pickle.loads(pickle.dumps(date))):  # noqa: S301
        assert [getattr(twin, field) for field in Date.__slots__] == [getattr(date, field) for field in Date.__slots__]


def test_its_texts() -> None:
    assert (str(YEAR), repr(YEAR)) == ("2019", "<Date 2019>")


def test_equal_texts_are_read_once() -> None:
    assert parse("2031-07") is parse("2031-" + "07")


@pytest.mark.parametrize(
    ("one", "other", "surely", "possibly", "overlap"),
    [
        ("2018", "2019", True, True, False),
        ("2019", "2018", False, False, False),
        ("2019-05", "2019", False, True, True),
        ("2019", "2019-05", False, True, True),
        ("2019-05-07", "2019-05-07", False, False, True),
        ("2018~", "2019", False, True, False),
        ("2018", "2019?", False, True, False),
        ("../2018", "2019", True, True, False),
        ("/2018", "2019", True, True, False),
        ("2018", "2019/..", True, True, False),
        ("2018/..", "2019", False, True, True),
        ("2018/", "2019", False, True, True),
        ("2020/..", "2019", False, False, False),
        ("../2019", "2019/..", False, True, True),
        ("2019/..", "../2019", False, True, True),
        ("2020/..", "../2019", False, False, False),
    ],
)
def test_before_and_overlapping(one: str, other: str, surely: bool, possibly: bool, overlap: bool) -> None:
    first, second = parse(one), parse(other)
    assert first.surely_before(second) is surely
    assert first.possibly_before(second) is possibly
    assert first.overlaps(second) is second.overlaps(first) is overlap


def test_the_sort_key_orders_by_first_day_then_last_then_text() -> None:
    texts = ["2019/..", "2019", "2019?", "2019-01", "../2019", "2018-12-31", "2019-01-01", "2019-12-31", "2019~"]
    in_order = ["2018-12-31", "2019-01-01", "2019-01", "2019", "2019?", "2019~", "2019/..", "../2019", "2019-12-31"]
    assert [date.text for date in sorted(map(parse, texts), key=lambda date: date.sort_key)] == in_order


def test_a_range_that_ends_before_it_begins_holds_nothing() -> None:
    wide = parse("2000/2030")
    assert wide.within(dt.date(2020, 1, 1), dt.date(2019, 1, 1)) is Certainty.NO


def test_no_bounds_hold_everything() -> None:
    assert YEAR.within(None, None) is parse("2019/..").within(None, None) is Certainty.SURE
    assert parse("2019~").within(None, None) is Certainty.POSSIBLE


def test_the_import_is_light() -> None:
    heavy = "{'dateutil', 'inspect', 'dataclasses', 'unicodedata', 'calendar', 'decimal'}"
    code = f"import sys, spacetl.dates as d; d.words(d.parse('2020~/..')); print({heavy} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "set()\n"
