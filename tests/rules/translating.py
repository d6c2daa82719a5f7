"""Translate a condition word by word into the other vocabulary, keeping numbers and quoted text."""

from __future__ import annotations

from itertools import pairwise

from classify.expression.lexer import Token, tokens_of
from classify.expression.names import Names

_ZH = {
    "and": "且", "or": "或", "not": "非", "in": "属于", "not in": "不属于", "true": "是", "false": "否",
    ">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "==": "等于", "!=": "不等于",
    "+": "加", "-": "减", "*": "乘以", "/": "除以",
}  # fmt: skip


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def translated(text: str, names: Names) -> str:
    """Return the condition in the vocabulary that `text` is not written in."""
    to_chinese, tokens = not is_chinese(text), tokens_of(text, names)
    parts = []
    for token, following in pairwise(tokens):
        written = text[token.at : following.at].strip()
        parts.append(_chinese(token, written, names) if to_chinese else _english(token, written, names))
    return " ".join(parts).replace("( ", "(").replace(" )", ")").replace(" ,", ",")


def _chinese(token: Token, written: str, names: Names) -> str:
    if token.sort == "name":
        return names[token.word].label.zh
    if token.sort == "function":
        return names.function_of_word[token.word].words[-1]
    return _ZH.get(token.sort, written)


def _english(token: Token, written: str, names: Names) -> str:
    if token.sort == "name":
        return token.word
    if token.sort == "function":
        return names.function_of_word[token.word].name
    if token.sort == "number":
        return "".join(c for c in written if not is_chinese(c)) if "万" not in written else written
    return written if token.sort == "text" else token.sort
