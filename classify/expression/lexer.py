"""Text to tokens; offsets are in characters of the text as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from classify.expression.bounds import LARGEST, SMALLEST
from classify.expression.errors import Mistake
from classify.expression.functions import Function
from classify.expression.names import Names, is_word
from classify.expression.words import FOREIGN, FRACTIONS, MULTIPLIERS, QUOTES, UNIT_OF_WORD, WORDS, plain

LONGEST_TEXT = 2_000
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SPACE = re.compile(r"\s+")
_OPERATOR_OF = {plain(word): sign for sign, words in WORDS.items() for word in words}
_SUFFIX_OF = {plain(word): word for word in (*UNIT_OF_WORD, *FRACTIONS)}


def _by_first(words: list[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[0], []).append(word)
    return table


_OPERATORS = _by_first(list(_OPERATOR_OF))
_FOREIGN = _by_first(list(FOREIGN))
_SUFFIXES = _by_first(list(_SUFFIX_OF))


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one token: `sort` is an operator sign or one of number, text, name, function, end."""

    sort: str
    at: int
    word: str = ""
    number: float = 0.0
    unit: str | None = None
    function: Function | None = None

    def moved(self, by: int) -> Token:
        """Return the same token `by` characters further on."""
        return replace(self, at=self.at + by)


def tokens_of(text: str, names: Names) -> list[Token]:
    """Return the tokens of `text`, an `end` token last.

    The longest of name, function, number and operator that begins at a place is what stands there; of two
    equally long ones the first in this order. Raises `Mistake` at the first character that fits nothing.
    """
    if len(text) > LONGEST_TEXT:
        raise Mistake("EXPR001", LONGEST_TEXT, limit=LONGEST_TEXT)
    flat, at, tokens = plain(text), 0, list[Token]()
    while at < len(flat):
        space = _SPACE.match(flat, at)
        if space:
            at = space.end()
            continue
        token, at = _next(text, flat, at, names)
        tokens.append(token)
    tokens.append(Token("end", len(flat.rstrip())))
    return tokens


def is_own_word(word: str, names: Names) -> bool:
    """Tell whether `word` already means something in the language, so that it can name nothing."""
    if word in _OPERATOR_OF or word in names.function_of_word:
        return True
    return word[:1].isdigit() and _number_at(word, 0).end == len(word)


def constant(value: float, at: int) -> float:
    """Return a number as profiles hold numbers. Raises `Mistake` where no profile could hold it."""
    if not abs(value) <= LARGEST:
        raise Mistake("EXPR004", at, limit="10^15")
    return float(value) if abs(value) >= SMALLEST else 0.0


def _next(text: str, flat: str, at: int, names: Names) -> tuple[Token, int]:
    char = flat[at]
    if char in QUOTES:
        return _quoted(text, flat, at)
    if char == "「":
        return _quoted_name(flat, at, names)
    name, function = names.longest_at(flat, at) or "", _function_at(flat, at, names)
    number = _number_at(flat, at) if char in "0123456789" else None
    operator, foreign = _longest(_OPERATORS, flat, at), _longest(_FOREIGN, flat, at)
    length = max(len(name), len(function), number.end - at if number else 0, len(operator), len(foreign))
    if name and len(name) == length:
        return Token("name", at, names.spellings[name]), at + length
    if function and len(function) == length:
        return Token("function", at, function, function=names.function_of_word[function]), at + length
    if number and number.end - at == length:
        return _number(flat, at, number), number.end
    if operator and len(operator) == length:
        return Token(_OPERATOR_OF[operator], at, operator), at + length
    raise foreign_sign(foreign, at) if foreign else _unknown(flat, at, names)


def _quoted(text: str, flat: str, at: int) -> tuple[Token, int]:
    closing = QUOTES[flat[at]]
    end = flat.find(closing, at + 1)
    if end < 0:
        raise Mistake("EXPR002", at, closing=closing)
    return Token("text", at, text[at + 1 : end]), end + 1


def _quoted_name(flat: str, at: int, names: Names) -> tuple[Token, int]:
    end = flat.find("」", at)
    if end < 0:
        raise Mistake("EXPR002", at, closing="」")
    word = flat[at + 1 : end].strip()
    if word not in names.spellings:
        raise unknown_name(word, at + 1, names)
    return Token("name", at, names.spellings[word]), end + 1


def _longest(words: dict[str, list[str]], flat: str, at: int) -> str:
    for word in words.get(flat[at], ()):
        if flat.startswith(word, at) and not _runs_on(flat, at + len(word)):
            return word
    return ""


def _function_at(flat: str, at: int, names: Names) -> str:
    best = ""
    for word in names.function_of_word:
        if len(word) > len(best) and flat.startswith(word, at):
            rest = flat[at + len(word) :].lstrip()
            if rest.startswith("("):
                best = word
    return best


@dataclass(frozen=True, slots=True)
class _Scanned:
    digits: str
    value: Decimal
    unit: str | None
    end: int


def _number_at(flat: str, at: int) -> _Scanned:
    found = _NUMBER.match(flat, at)
    assert found is not None, "the caller saw a digit"  # noqa: S101 - tells the type checker
    value, end, unit = Decimal(found.group()), found.end(), None
    start = _after_gap(flat, end)
    if multiplier := MULTIPLIERS.get(flat[start : start + 1]):
        value, end = value * multiplier, start + 1
    start = _after_gap(flat, end)
    suffix = _SUFFIX_OF.get(_longest(_SUFFIXES, flat, start) if start < len(flat) else "")
    if suffix:
        unit, end = UNIT_OF_WORD.get(suffix, "%"), start + len(suffix)
        value *= FRACTIONS.get(suffix, Decimal(1))
    return _Scanned(found.group(), value, unit, end)


def _after_gap(flat: str, at: int) -> int:
    return at + 1 if flat[at : at + 1] == " " else at


def _number(flat: str, at: int, number: _Scanned) -> Token:
    if number.end < len(flat) and is_word(flat[number.end]):
        raise Mistake("EXPR003", at, word=flat[at : number.end + 1])
    return Token("number", at, number.digits, constant(float(number.value), at), number.unit)


def _runs_on(flat: str, end: int) -> bool:
    """Tell whether an ASCII word that ends at `end` goes on."""
    return is_word(flat[end - 1]) and end < len(flat) and is_word(flat[end])


def _unknown(flat: str, at: int, names: Names) -> Mistake:
    end = at + 1
    while end < len(flat) and _same_word(flat[at], flat[end]) and not _longest(_OPERATORS, flat, end):
        end += 1
    word = flat[at:end]
    if word.lower() in FOREIGN or word.lower() in _OPERATOR_OF:
        return foreign_sign(word, at)
    if flat[end:].lstrip().startswith("("):
        return Mistake("EXPR015", at, name=word, functions=", ".join(names.function_of_word))
    return unknown_name(word, at, names)


def _same_word(first: str, char: str) -> bool:
    if is_word(first):
        return is_word(char)
    return not char.isspace() and (char.isalnum() or char == "_")


def foreign_sign(sign: str, at: int) -> Mistake:
    """Return the mistake of using a sign or word of a programming language."""
    word = sign.lower()
    instead = word if word in _OPERATOR_OF else FOREIGN.get(word)
    if instead:
        return Mistake("EXPR005", at, sign=sign, instead=instead)
    return Mistake("EXPR006", at, sign=sign)


def unknown_name(word: str, at: int, names: Names) -> Mistake:
    """Return the mistake of naming something that does not exist, with the closest name that does."""
    close = names.suggest(word)
    if close:
        return Mistake("EXPR011", at, name=word, close=close)
    return Mistake("EXPR010", at, name=word)
