"""Every text from a file passes here once before a screen sees it."""

import re

_BLANKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# C0, DEL, C1, bidi controls and isolates, invisible fillers, surrogates, tags
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """One line that a terminal only prints: line breaks and tabs as a blank, ESC as ␛, other controls dropped."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _BLANKS.sub(" ", text).replace("\x1b", "␛"))
