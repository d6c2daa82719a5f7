"""Translations: English in the code, other languages in gettext catalogues beside it."""

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
_LOCALE = {"zh": "zh_CN"}
_CATALOGUES = Path(__file__).parent / "locale"


def mark(message: str) -> str:
    """Return `message` unchanged; marks it for the catalogue where it is translated later."""
    return message


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation(
        "classify", localedir=_CATALOGUES, languages=[_LOCALE.get(lang, lang)], fallback=True
    )


def translate(message: str, lang: str) -> str:
    """Return `message` in `lang`; a message without translation comes back as it is."""
    if lang == "en":
        return message
    return _catalogue(lang).gettext(message)


def choose_language(asked: str | None = None) -> str:
    """Return the language to speak: asked for, then CLASSIFY_LANG, then the locale, then Chinese."""
    for candidate in (asked, os.environ.get("CLASSIFY_LANG"), os.environ.get("LC_ALL"), os.environ.get("LANG")):
        lang = (candidate or "")[:2].lower()
        if lang in LANGUAGES:
            return lang
    return "zh"
