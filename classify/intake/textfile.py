"""Take a text table apart: encoding, separator, rows."""

import codecs
import csv
import io
from collections.abc import Iterator

from classify.errors import ClassifyError, Finding, Place, refuse
from classify.intake.cells import Grid, Row, is_blank

MAX_COLUMNS = 2_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = (",", "\t", ";")
# So many characters beyond ASCII that decode as UTF-8 are no accident in a file of another encoding.
_SURELY_UTF8 = 12


def read_textfile(name: str, data: bytes) -> tuple[list[Grid], list[Finding]]:
    """Return the one grid of a text table, and a finding for every row that does not fit its columns."""
    text = _decode(name, data)
    findings: list[Finding] = []
    rows: list[Row] = []
    width = 0
    for row in _rows(name, text):
        width = width or len(row.cells)
        if len(row.cells) > width and not all(map(is_blank, row.cells[width:])):
            # Most often a comma inside a figure: every cell after it stands in the wrong column.
            place = Grid(name, "", ()).place(row.number, 0)
            findings.append(Finding("INTAKE027", place, {"cells": len(row.cells), "headings": width}))
        else:
            rows.append(row)
    return [Grid(name, "", rows)], findings


def _rows(name: str, text: str) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator, strict=True), 1):
            if len(cells) > MAX_COLUMNS:
                raise refuse("INTAKE025", Place(name), exit_code=1)
            if any(cells) and not all(map(is_blank, cells)):
                yield Row(number, cells)
    except csv.Error:
        place = Grid(name, "", ()).place(number + 1, 0)
        raise refuse("INTAKE026", place, exit_code=1) from None


def _decode(name: str, data: bytes) -> str:
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    attempts = (encoding,) if encoding else ("utf-8", "gb18030")
    failure: ClassifyError | None = None
    for attempt in attempts:
        try:
            text = data[len(mark) :].decode(attempt)
        except UnicodeDecodeError as error:
            failure = failure or _undecodable(name, data, error)
            if failure.findings[0].place.line:
                break
        else:
            if "\0" in text or _looks_binary(text):
                break
            return text.lstrip("\ufeff")
    if failure is None or (not encoding and b"\0" in data) or _looks_binary(data.decode("latin-1")):
        raise refuse("INTAKE003", Place(name), exit_code=1)
    raise failure


def _undecodable(name: str, data: bytes, error: UnicodeDecodeError) -> ClassifyError:
    """Name the line where a file stops being UTF-8; GB18030 would read the whole of it as nonsense."""
    sound = data[: error.start].decode("utf-8", "ignore")
    surely = sum(character > "\x7f" for character in sound) >= _SURELY_UTF8
    line = sound.count("\n") + 1 if surely and error.encoding == "utf-8" else 0
    return refuse("INTAKE006", Place(name, line=line), exit_code=1)


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    controls = sum(character < " " and character not in "\t\r\n\f\v" for character in sample)
    return controls * 100 > len(sample)
