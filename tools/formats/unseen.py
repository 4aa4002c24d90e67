"""What a text file can hold and no reader sees: control characters, terminals' escape sequences, letters without width or ink.

Unicode's format characters (category Cf) and variation selectors are left out: they change no English word, and can hide one. Line ends, tabs and form feeds stay.
"""

from __future__ import annotations

import re

_ESCAPES = re.compile(r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b\[[0-9;?]*[ -/]*[@-~]|\x9b[0-9;?]*[ -/]*[@-~]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def seen(text: str) -> str:
    """The text as somebody sees it.

    >>> seen("90\\u200b days\\x1b[31m red")
    '90 days red'
    """
    return _UNSEEN.sub("", _ESCAPES.sub("", text))
