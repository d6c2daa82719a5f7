"""Text as office files may hold it: without characters that XML forbids or that turn what follows around."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufffe\uffff")


def clean(text: str) -> str:
    """Return `text` in one line without control, direction-changing and half characters."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs") and c not in _HIDDEN)
