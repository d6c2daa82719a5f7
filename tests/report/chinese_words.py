"""The Chinese catalogues as they are written, parts not yet merged included."""

import ast
import gettext
import re
from functools import cache
from pathlib import Path

from classify import texts

FOLDER = Path(texts.__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES"


@cache
def translations() -> dict[str, str]:
    """Return message → wording of every catalogue."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.po*")):
        text = path.read_text(encoding="utf-8")
        for entry in re.finditer(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', text, re.MULTILINE):
            message, wording = ("".join(map(ast.literal_eval, part.splitlines())) for part in entry.groups())
            if message and wording:
                found[message] = wording
    return found


class Written(gettext.NullTranslations):
    """Translate by what is written, compiled or not."""

    def gettext(self, message: str) -> str:
        return translations().get(message, message)
