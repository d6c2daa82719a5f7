"""Compare what people type with what a rule pack calls things, and word the messages about it."""

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache, partial

from classify.intake.traditional import TO_SIMPLIFIED
from classify.model.text import Text, composed
from classify.texts import mark as _
from classify.texts import translate

NOTHING = Text(zh="", en="")
_SUGGESTION = Text(zh="；是不是“{label}”？", en="; did you mean “{label}”?")
_SHOWN = 40


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return `text` without what does not matter in a name: width, case, blanks, line breaks, script."""
    if text.isascii():
        return "".join(text.split()).casefold() if text.isprintable() else _folded(text)
    return _folded(text)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(TO_SIMPLIFIED)
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "ZC")


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known folded name that resembles `word` most, if one does."""
    return next(iter(difflib.get_close_matches(fold(word)[:100], known, n=1, cutoff=0.6)), None)


def did_you_mean(label: Text | None) -> Text:
    """Return the tail of a message that suggests `label`, or nothing."""
    if label is None:
        return NOTHING
    return composed(partial(_suggesting, label))


def _suggesting(label: Text, lang: str) -> str:
    return _SUGGESTION.say(lang).format(label=label.say(lang))


def displayed(heading: str) -> str:
    """Return a heading fit for one line on a screen: short, without line breaks and control characters."""
    line = "".join(sign if sign.isprintable() else " " for sign in heading)
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def listed(labels: Iterable[Text]) -> Text:
    """Return labels as one enumeration."""
    labels = tuple(labels)
    return composed(partial(_enumerated, labels))


def _enumerated(labels: tuple[Text, ...], lang: str) -> str:
    return translate(_(", "), lang).join(label.say(lang) for label in labels)


def same(text: str) -> Text:
    """Return a text that reads the same in every language: a heading, a number, a place."""
    return Text(zh=text, en=text)
