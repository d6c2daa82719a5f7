"""Text to tokens; offsets are in characters of the text as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from classify.expression.errors import Mistake
from classify.expression.functions import FUNCTION_OF_WORD
from classify.expression.names import Names, is_word
from classify.expression.words import FOREIGN, FRACTIONS, MULTIPLIERS, QUOTES, UNIT_OF_WORD, WORDS, plain

LONGEST_TEXT = 2_000
LARGEST_NUMBER = Decimal(10**15)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
_OPERATOR_OF = {plain(word): sign for sign, words in WORDS.items() for word in words}
_SUFFIXES = sorted([*UNIT_OF_WORD, *FRACTIONS], key=len, reverse=True)


def _by_first(words: list[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[0], []).append(word)
    return table


_OPERATORS = _by_first(list(_OPERATOR_OF))


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one token: `sort` is an operator sign or one of number, text, name, function, end."""

    sort: str
    at: int
    word: str = ""
    number: float = 0.0
    unit: str | None = None


def tokens_of(text: str, names: Names) -> list[Token]:
    """Return the tokens of `text`, an `end` token last.

    A name or function is matched longest first and wins over an operator word of the same length, also
    where it begins with a digit. Raises `Mistake` at the first character that fits nothing.
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
    tokens.append(Token("end", len(flat)))
    return tokens


def _next(text: str, flat: str, at: int, names: Names) -> tuple[Token, int]:
    char = flat[at]
    if char in QUOTES:
        return _quoted(text, at, QUOTES[char])
    if text[at] == "「":
        return _quoted_name(text, flat, at, names)
    operator = _operator_at(flat, at)
    spelling = names.longest_at(flat, at)
    if spelling and len(spelling) >= len(operator):
        return Token("name", at, names.spellings[spelling]), at + len(spelling)
    function = _function_at(flat, at)
    if function and len(function) >= len(operator):
        return Token("function", at, FUNCTION_OF_WORD[function]), at + len(function)
    if char.isdigit() and char.isascii():
        return _number(flat, at)
    if operator:
        return Token(_OPERATOR_OF[operator], at, operator), at + len(operator)
    raise _unknown(flat, at, names)


def _quoted(text: str, at: int, closing: str) -> tuple[Token, int]:
    closings = {closing, "＂"} if closing == '"' else {closing}
    for end in range(at + 1, len(text)):
        if text[end] in closings:
            return Token("text", at, text[at + 1 : end]), end + 1
    raise Mistake("EXPR002", at, closing=closing)


def _quoted_name(text: str, flat: str, at: int, names: Names) -> tuple[Token, int]:
    end = text.find("」", at)
    if end < 0:
        raise Mistake("EXPR002", at, closing="」")
    word = flat[at + 1 : end].strip()
    if word not in names.spellings:
        raise unknown_name(word, at + 1, names)
    return Token("name", at, names.spellings[word]), end + 1


def _operator_at(flat: str, at: int) -> str:
    for word in _OPERATORS.get(flat[at], ()):
        end = at + len(word)
        if flat.startswith(word, at):
            glued = is_word(word[-1]) and end < len(flat) and is_word(flat[end])
            if not glued:
                return word
    return ""


def _function_at(flat: str, at: int) -> str:
    best = ""
    for word in FUNCTION_OF_WORD:
        if len(word) > len(best) and flat.startswith(word, at):
            rest = flat[at + len(word) :].lstrip()
            if rest.startswith("("):
                best = word
    return best


def _number(flat: str, at: int) -> tuple[Token, int]:
    found = _NUMBER.match(flat, at)
    assert found is not None, "the caller saw a digit"  # noqa: S101 - tells the type checker
    value, end, unit = Decimal(found.group()), found.end(), None
    multiplier = MULTIPLIERS.get(flat[end : end + 1])
    if multiplier:
        value, end = value * multiplier, end + 1
    start = end + 1 if flat[end : end + 1] == " " else end
    for suffix in _SUFFIXES:
        if flat.startswith(plain(suffix), start) and not _runs_on(flat, start + len(suffix), suffix):
            unit, end = UNIT_OF_WORD.get(suffix, "%"), start + len(suffix)
            value *= FRACTIONS.get(suffix, Decimal(1))
            break
    if end < len(flat) and is_word(flat[end]):
        raise Mistake("EXPR003", at, word=flat[at : end + 1])
    if value > LARGEST_NUMBER:
        raise Mistake("EXPR004", at, limit="10^15")
    return Token("number", at, found.group(), float(value), unit), end


def _runs_on(flat: str, end: int, suffix: str) -> bool:
    return is_word(suffix[-1]) and end < len(flat) and is_word(flat[end])


def _unknown(flat: str, at: int, names: Names) -> Mistake:
    for sign in sorted(FOREIGN, key=len, reverse=True):
        if flat.startswith(sign, at) and not sign.isalpha():
            return foreign_sign(sign, at)
    end = at + 1
    while end < len(flat) and _same_word(flat[at], flat[end]) and not _operator_at(flat, end):
        end += 1
    word = flat[at:end]
    return foreign_sign(word, at) if word in FOREIGN else unknown_name(word, at, names)


def _same_word(first: str, char: str) -> bool:
    if is_word(first):
        return is_word(char)
    return not char.isspace() and (char.isalnum() or char == "_")


def foreign_sign(sign: str, at: int) -> Mistake:
    """Return the mistake of using a sign or word of a programming language."""
    instead = FOREIGN.get(sign)
    if instead:
        return Mistake("EXPR005", at, sign=sign, instead=instead)
    return Mistake("EXPR006", at, sign=sign)


def unknown_name(word: str, at: int, names: Names) -> Mistake:
    """Return the mistake of naming something that does not exist, with the closest name that does."""
    close = names.suggest(word)
    if close:
        return Mistake("EXPR011", at, name=word, close=close)
    return Mistake("EXPR010", at, name=word)
