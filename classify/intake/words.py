"""Read one cell as text, code, date, choice or flag."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping

from classify.errors import Filler
from classify.intake.cells import Percent, Raw
from classify.intake.dates import date_in, iso
from classify.intake.numbers import HALF_WIDTH, LARGEST
from classify.intake.verdicts import Complaint, How, Noted, Reader, Reading, Rejected, unexpected
from classify.intake.wording import closest, did_you_mean, fold, listed, same
from classify.model.field import Field

_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,3}")
_FLAGS = dict.fromkeys(
    ("是", "有", "√", "✓", "✔", "☑", "已", "对", "true", "yes", "y", "1"), True
) | dict.fromkeys(
    ("否", "无", "×", "✗", "✘", "☐", "未", "没有", "不是", "非", "false", "no", "n", "0"), False
)
_LIKELY_NONE = ("无", "没有", "不涉及", "否")
_SHORTEST = 2
_TAIL = re.compile("(?:型|类|式|社区|住房|房|小区)$")


def _flag(field: Field, _how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        if isinstance(raw, bool):
            return raw
        word = fold(raw) if isinstance(raw, str) else _as_text(raw)
        if word not in _FLAGS:
            raise unexpected(field)
        return _FLAGS[word]

    return convert


def _choice(field: Field, _how: How) -> Reader:
    labels = {fold(choice): label for choice, label in field.choices.items()}
    known: dict[str, str] = {}
    for choice, label in field.choices.items():
        for name in (choice, label.zh, label.en, *(_LIKELY_NONE if choice == "none" else ())):
            known.setdefault(fold(name), choice)
    for name, choice in list(known.items()):
        known.setdefault(_TAIL.sub("", name), choice)

    def convert(raw: Raw) -> Reading:
        word = fold(_as_text(raw) or "")
        choice = known.get(word) or known.get(_TAIL.sub("", word))
        if choice is not None:
            return choice
        near = _contained(word, known)
        if near is not None:
            # The word itself is never repeated: it might be anything.
            label = field.choices[near]
            return Noted(near, Complaint("INTAKE053", {"field": field.label, "written": "…", "value": label}))
        close = closest(word, known)
        hint = did_you_mean(labels[fold(known[close])] if close else None)
        raise Rejected("INTAKE017", field, hint=hint, choices=listed(field.choices.values()))

    return convert


def _contained(word: str, known: Mapping[str, str]) -> str | None:
    """Return the one choice whose name holds the word, or is held by it: 国资 for 国资物业."""
    bare = word.replace("化", "")
    if len(bare) < _SHORTEST:
        return None
    inside = {
        choice
        for name, choice in known.items()
        if bare in name or (len(name) >= _SHORTEST + 1 and name in bare)
    }
    return inside.pop() if len(inside) == 1 else None


def _text(field: Field, _how: How) -> Reader:
    pattern = re.compile(field.pattern) if field.pattern else None

    def convert(raw: Raw) -> Reading:
        text = raw if isinstance(raw, str) else _as_text(raw)
        # Line breaks are layout; other control characters could steer a terminal.
        text = " ".join(text.split()) if text and not text.isprintable() else text
        if not text or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
            raise unexpected(field)
        text = unicodedata.normalize("NFC", text)
        if pattern and not pattern.fullmatch(text):
            raise Rejected("INTAKE018", field, pattern=field.about or field.pattern or "")
        return text

    return convert


def _code(field: Field, how: How) -> Reader:
    check = _text(field, how)

    def convert(raw: Raw) -> Reading:
        if isinstance(raw, str):
            text = raw.translate(HALF_WIDTH)
            if _SHORTENED.fullmatch(text):
                raise Rejected("INTAKE032", field)
            return check(text)
        if isinstance(raw, (bool, Percent)) or not isinstance(raw, (int, float)) or raw != raw // 1:
            raise unexpected(field)
        if abs(raw) >= LARGEST:
            raise Rejected("INTAKE032", field)
        return check(str(int(raw)))

    return convert


def _date(field: Field, _how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        if isinstance(raw, dt.date):
            return iso(raw)
        text = (_as_text(raw) or "").translate(HALF_WIDTH)
        found = date_in(text)
        if found is None:
            raise unexpected(field)
        if found.exact:
            return found.iso
        fill: dict[str, Filler] = {
            "field": field.label,
            "written": same(" ".join(text.split())),
            "value": found.iso,
        }
        return Noted(found.iso, Complaint("INTAKE053", fill))

    return convert


def _as_text(raw: Raw) -> str | None:
    """Return a cell as text, whole numbers without `.0`; None for times of day and durations."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, (int, float)):
        return str(int(raw)) if abs(raw) < LARGEST and raw == raw // 1 else repr(float(raw))
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, dt.date) else None


TEXTUAL: dict[str, Callable[[Field, How], Reader]] = {
    "flag": _flag,
    "choice": _choice,
    "text": _text,
    "code": _code,
    "date": _date,
}
