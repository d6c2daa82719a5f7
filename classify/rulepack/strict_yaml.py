"""YAML with places: what was read knows the line and column it came from, and nothing is guessed.

Plain scalars are read by the core schema of YAML 1.2 (`NO`, `on`, `1:30` and dates stay text). Refused are keys
that occur twice, anchors, aliases and tags, documents after the first, and deep nesting. Built from parser
events, which libyaml yields without recursion, so no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from classify.errors import ClassifyError, Place, refuse

LARGEST_FILE = 5_000_000
DEEPEST = 60
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\Z")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where a node stands, and how, so that an offset in its text can be placed."""

    file: str
    line: int
    column: int
    style: str = ""
    indent: int = 0

    def place(self, text: str = "", offset: int = 0) -> Place:
        """Return the place of a character `offset` in a scalar whose value is `text`."""
        if self.style == "|":
            before = text[:offset]
            return Place(
                self.file,
                line=self.line + 1 + before.count("\n"),
                column=self.indent + 1 + len(before) - before.rfind("\n") - 1,
            )
        if self.style == ">":
            return Place(self.file, line=self.line + 1, column=self.indent + 1)
        return Place(self.file, line=self.line, column=self.column + offset + (1 if self.style else 0))


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


def read_file(path: Path, shown: str) -> Any:
    """Return the content of a YAML file; `shown` is its name in messages. Raises `ClassifyError`."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise refuse("RULES001", Place(shown)) from None
    if len(raw) > LARGEST_FILE:
        raise refuse("RULES005", Place(shown), limit=f"{LARGEST_FILE:,}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("RULES006", Place(shown, line=raw[: error.start].count(b"\n") + 1)) from None
    return read_text(text, shown)


def read_text(text: str, shown: str) -> Any:
    """Return the content of YAML text. Raises `ClassifyError` at the first thing that is refused."""
    reader = _Reader(shown, text)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        raise reader.syntax(error) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else 1
        raise refuse("RULES007", Place(shown, line=line)) from None


@dataclass
class _Reader:
    shown: str
    text: str
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def document(self) -> Any:
        events = yaml.parse(self.text, Loader=_LOADER)
        result, seen = None, False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise refuse("RULES004", self._spot(event).place(), what="---")
                seen, result = True, self._node(events, next(events), 0)
        return result

    def syntax(self, error: yaml.MarkedYAMLError) -> ClassifyError:
        mark = error.problem_mark or error.context_mark
        place = Place(self.shown, line=mark.line + 1, column=mark.column + 1) if mark else Place(self.shown)
        return refuse("RULES002", place, problem=str(error.problem or error.context or ""))

    def _spot(self, event: yaml.Event) -> Spot:
        mark = event.start_mark
        style = getattr(event, "style", None) or ""
        indent = self._indent_below(mark.line) if style in ("|", ">") else 0
        return Spot(self.shown, mark.line + 1, mark.column + 1, style, indent)

    def _indent_below(self, line: int) -> int:
        for text in self.lines[line + 1 :]:
            if text.strip():
                return len(text) - len(text.lstrip(" "))
        return 0

    def _node(self, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Any:
        spot = self._spot(event)
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

    def _mapping(self, events: Iterator[yaml.Event], spot: Spot, depth: int) -> Map:
        result = Map(spot)
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key_spot = self._spot(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise refuse("RULES009", key_spot.place())
            self._node(events, event, depth)
            key = str(event.value)
            if key in result:
                raise refuse("RULES003", key_spot.place(), key=key, other=result.key_spots[key].line)
            value = next(events)
            result.key_spots[key], result.value_spots[key] = key_spot, self._spot(value)
            result[key] = self._node(events, value, depth + 1)
        return result

    def _sequence(self, events: Iterator[yaml.Event], spot: Spot, depth: int) -> Seq:
        result = Seq(spot)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            result.spots.append(self._spot(event))
            result.append(self._node(events, event, depth + 1))
        return result


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = str(event.value)
    if event.style is not None and event.style != "":
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.match(value):
        return int(value)
    if _FLOAT.match(value) and not (value.isdigit() and value.startswith("0")):
        number = float(value)
        return number if abs(number) < float("inf") else value
    return value
