"""A timeline in which every text tries to break something."""

import json
import re

TEXTS = (
    "\x1b[31mred\x1b[0m \x1b[2J\x1b[?1049h",
    "\x9b31m \x9d0;title\x07",
    "good\rEVIL \b\x07\v\f\x7f",
    "[bold]markup[/bold] [/] :rocket:",
    "right \u202eto left\u202c, \u2066isolated\u2069",
    "one\u2028two\u2029three\x85four\nfive\tsix",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    '"quoted", with ; and , and \\ and "',
    "  blanks  ",
    "x\r\nATTENDEE:mailto:evil@x.example\r\nEND:VCALENDAR",
    "a | b `code` [x](javascript:1) <b> ![i](y) *e* _e_ ~~s~~ &amp; $m$",
    "# heading",
    "- item",
    "1. item",
    "see https://x.example and www.x.example, mail me@x.example, #12, @someone, http://x",
    "</script><!-- -->",
    "中华人民共和国的空间站 is wide",
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301",
    "a" * 300,
    "word " * 60,
    "{{ template }} {% x %}",
    "%s %d \\n \\",
)


def timeline() -> str:
    """The text of a timeline file with an event for each of the texts, used wherever it fits."""
    events = [
        {
            "id": f"e{number}",
            "title": text,
            "agency": text.replace(";", "") or "x",
            "tags": [text.replace(";", ",")],
            "note": text,
            "promises": [{"said": "2017-06-07", "by": text, "due": "2027-03", "source": f"s{number}", "note": text}],
        }
        for number, text in enumerate(TEXTS)
    ]
    sources = {f"s{number}": {"url": f"https://x.example/{text}"} for number, text in enumerate(TEXTS)}
    return _PAIR.sub(_one_escape, json.dumps({"sources": sources, "events": events}))


# JSON writes a character beyond U+FFFF as two escapes, YAML as one
_PAIR = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")


def _one_escape(pair: re.Match[str]) -> str:
    character = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
    return f"\\U{ord(character):08x}"
