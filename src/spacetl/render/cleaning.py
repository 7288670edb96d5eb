"""Every text from a file passes here once before a screen sees it."""

import re

_HIDDEN = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_BREAKS = "\v\f\x1c-\x1f\x85\u2028\u2029"
# C0, DEL, C1, bidi controls and isolates, invisible fillers, surrogates, tags; compiled only once a text needs it
_UNSEEN = f"[\x00-\x08\x0e-\x1b\x7f-\x9f{_HIDDEN}]"
# what JSON lets stand raw although a terminal would obey it
RAW_IN_JSON = f"[\x7f-\x9f\u2028\u2029{_HIDDEN}]"


def clean(text: str) -> str:
    """One line that a terminal only prints: line breaks and tabs as a blank, ESC as ␛, other controls dropped."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, "", re.sub(f"[\t\n\r{_BREAKS}]+", " ", text).replace("\x1b", "␛"))


def clean_lines(text: str) -> str:
    r"""A whole file's text, as CSV, that a terminal only prints: its \n, \r\n and tabs stay, the rest as `clean`."""
    if text.isascii() and text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable():
        return text
    broken = re.sub("\r(?!\n)", "␍", re.sub(f"[{_BREAKS}]", " ", text))
    return re.sub(_UNSEEN, "", broken.replace("\x1b", "␛"))
