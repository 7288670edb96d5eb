"""Every text from a file passes here once before a screen sees it."""

import re

_HIDDEN = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_BREAKS = "\v\f\x1c-\x1f\x85\u2028\u2029"
_BLANKS = re.compile(f"[\t\n\r{_BREAKS}]+")
_BREAKS_OF_CELLS = re.compile(f"[{_BREAKS}]")
_LONE_RETURN = re.compile("\r(?!\n)")
# C0, DEL, C1, bidi controls and isolates, invisible fillers, surrogates, tags
_UNSEEN = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x9f{_HIDDEN}]")
# what JSON lets stand raw although a terminal would obey it
RAW_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_HIDDEN}]")


def clean(text: str) -> str:
    """One line that a terminal only prints: line breaks and tabs as a blank, ESC as ␛, other controls dropped."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _BLANKS.sub(" ", text).replace("\x1b", "␛"))


def clean_lines(text: str) -> str:
    r"""A whole file's text, as CSV, that a terminal only prints: its \n, \r\n and tabs stay, the rest as `clean`."""
    if text.isascii() and text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable():
        return text
    broken = _LONE_RETURN.sub("␍", _BREAKS_OF_CELLS.sub(" ", text))
    return _UNSEEN.sub("", broken.replace("\x1b", "␛"))
