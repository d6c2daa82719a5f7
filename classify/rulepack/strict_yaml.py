"""YAML with places: what was read knows the line and column it came from, and nothing is guessed.

Plain scalars are read by the core schema of YAML 1.2 (`NO`, `on`, `1:30` and dates stay text). Refused are keys
that occur twice, anchors, aliases and tags, documents after the first, and deep nesting. Built from parser
events, which libyaml yields without recursion, so no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from classify.errors import ClassifyError, Place, refuse

LARGEST_FILE = 5_000_000
DEEPEST = 60
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_WHOLE = r"(?:0|[1-9][0-9]*)"
_FLOAT = re.compile(
    rf"[-+]?(?:{_WHOLE}\.[0-9]*(?:[eE][-+]?[0-9]{{1,3}})?|\.[0-9]+|{_WHOLE}[eE][-+]?[0-9]{{1,3}})\Z"
)
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Besides control characters: line breaks that editors do not count as such.
_REFUSED = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class Spot(NamedTuple):
    """Say where a node stands, and how it is written, so that an offset in its text can be placed."""

    file: str
    line: int
    column: int
    style: str = ""
    raw: str = ""

    def place(self, text: str = "", offset: int = 0) -> Place:
        """Return the place of a character `offset` in a scalar whose value is `text`."""
        if not text:
            return Place(self.file, line=self.line, column=self.column)
        before = self.raw[: _aligned(self.raw, text, offset, self.style)]
        lines = before.count("\n")
        column = len(before) - before.rfind("\n") if lines else self.column + len(before)
        return Place(self.file, line=self.line + lines, column=column)


def _aligned(raw: str, text: str, offset: int, style: str) -> int:
    """Return where in `raw`, a scalar as written, the character `offset` of its value stands.

    Both are walked together. Escapes count as one character; where a line ends, all blanks there and all
    blanks in the value belong together, whatever the style made of indentation and line breaks.
    """
    here = raw.find("\n") if style in ("|", ">") else 1 if style else 0
    there = -1 if style in ("|", ">") else 0
    while there < offset and here < len(raw):
        escape = _escape(raw, here, style)
        gap = _GAP.match(raw, here)
        if escape:
            here, there = here + len(escape), there + (0 if escape[1] == "\n" else 1)
        elif gap:
            here, there = gap.end(), there + 1
            while there < len(text) and text[there].isspace():
                there += 1
        else:
            here, there = here + 1, there + 1
    return here


_GAP = re.compile(r"[ \t]*\n\s*")
_ESCAPES = {'"': re.compile(r"\\(?:x..|u.{4}|U.{8}|\n[ \t]*|.)"), "'": re.compile("''")}


def _escape(raw: str, at: int, style: str) -> str:
    found = _ESCAPES[style].match(raw, at) if style in _ESCAPES else None
    return found.group() if found else ""


class Map(dict[str, Any]):
    """Hold a mapping and the spots of its keys and values."""

    def __init__(self, spot: Spot) -> None:
        """Start empty at `spot`."""
        super().__init__()
        self.spot = spot
        self.key_spots: dict[str, Spot] = {}
        self.value_spots: dict[str, Spot] = {}


class Seq(list[Any]):
    """Hold a sequence and the spots of its entries."""

    def __init__(self, spot: Spot) -> None:
        """Start empty at `spot`."""
        super().__init__()
        self.spot = spot
        self.spots: list[Spot] = []


def spot_of(data: Any, path: tuple[str | int, ...], default: Spot) -> Spot:
    """Return the spot of the entry `path` leads to, or of the last entry on the way that exists."""
    spot = default
    for step in path:
        if isinstance(data, Map) and step in data:
            spot, data = data.value_spots.get(str(step), spot), data[str(step)]
        elif isinstance(data, Seq) and isinstance(step, int) and step < len(data):
            spot, data = data.spots[step], data[step]
        else:
            break
    return spot


def placed(data: Any, spot: Spot) -> Any:
    """Return plain data as if every part of it had been read at `spot`."""
    if isinstance(data, Mapping):
        result = Map(spot)
        for key, value in data.items():
            result[str(key)] = placed(value, spot)
            result.key_spots[str(key)] = result.value_spots[str(key)] = spot
        return result
    if isinstance(data, Sequence) and not isinstance(data, str):
        entries = Seq(spot)
        entries.extend(placed(value, spot) for value in data)
        entries.spots = [spot] * len(entries)
        return entries
    return data


def read_file(path: Path, shown: str) -> Any:
    """Return the content of a YAML file; `shown` is its name in messages. Raises `ClassifyError`."""
    return read_bytes(bytes_of(path, shown), shown)


def bytes_of(path: Path, shown: str) -> bytes:
    """Return what is in a file. Raises `ClassifyError` where it cannot be read or is too large."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise refuse("RULES001", Place(shown)) from None
    if len(raw) > LARGEST_FILE:
        raise refuse("RULES005", Place(shown), limit=f"{LARGEST_FILE:,}")
    return raw


def read_bytes(raw: bytes, shown: str) -> Any:
    """Return the content of YAML in UTF-8. Raises `ClassifyError`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("RULES006", Place(shown, line=raw[: error.start].count(b"\n") + 1)) from None
    return read_text(text, shown)


def read_text(text: str, shown: str) -> Any:
    """Return the content of YAML text. Raises `ClassifyError` at the first thing that is refused."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := _REFUSED.search(text):
        before = text[: found.start()]
        place = Place(shown, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
        raise refuse("RULES007", place)
    reader = _Reader(shown, text)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        raise reader.syntax(error) from None


@dataclass
class _Reader:
    shown: str
    text: str

    def document(self) -> Any:
        events = yaml.parse(self.text, Loader=_LOADER)
        result, seen = None, False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise refuse("RULES004", self._spot(event).place(), what="---")
                top = next(events)
                seen, result = True, self._node(events, top, self._spot(top), 0)
        return result

    def syntax(self, error: yaml.MarkedYAMLError) -> ClassifyError:
        mark = error.problem_mark or error.context_mark
        place = Place(self.shown, line=mark.line + 1, column=mark.column + 1) if mark else Place(self.shown)
        return refuse("RULES002", place, problem=str(error.problem or error.context or ""))

    def _spot(self, event: Any) -> Spot:
        mark, is_scalar = event.start_mark, isinstance(event, yaml.ScalarEvent)
        if not is_scalar:
            return Spot(self.shown, mark.line + 1, mark.column + 1)
        raw = self.text[mark.index : event.end_mark.index]
        return Spot(self.shown, mark.line + 1, mark.column + 1, event.style or "", raw)

    def _node(self, events: Iterator[Any], event: Any, spot: Spot, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refuse("RULES004", spot.place(), what="& *")
        if getattr(event, "tag", None):
            raise refuse("RULES004", spot.place(), what=str(event.tag))
        if depth > DEEPEST:
            raise refuse("RULES008", spot.place(), limit=DEEPEST)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, spot, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, spot, depth)
        return _scalar(event)

    def _mapping(self, events: Iterator[Any], spot: Spot, depth: int) -> Map:
        result = Map(spot)
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key_spot = self._spot(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise refuse("RULES009", key_spot.place())
            self._node(events, event, key_spot, depth)
            key = str(event.value)
            if key in result:
                raise refuse("RULES003", key_spot.place(), key=key, other=str(result.key_spots[key].place()))
            value = next(events)
            result.key_spots[key] = key_spot
            result.value_spots[key] = value_spot = self._spot(value)
            result[key] = self._node(events, value, value_spot, depth + 1)
        return result

    def _sequence(self, events: Iterator[Any], spot: Spot, depth: int) -> Seq:
        result = Seq(spot)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            result.spots.append(entry_spot := self._spot(event))
            result.append(self._node(events, event, entry_spot, depth + 1))
        return result


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = str(event.value)
    if event.style:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.match(value):
        return int(value)
    if _FLOAT.match(value):
        number = float(value)
        return number if abs(number) < float("inf") else value
    return value
