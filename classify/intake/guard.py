"""The privacy guard: looks at every cell of every sheet before anything else does, and refuses lists of persons.

It tells where and what kind, never what stands there. A column that is no such thing can be released by its heading or
letters; what was let pass is recorded.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from classify.errors import Finding
from classify.intake.cells import Book, Grid, Percent, Raw
from classify.intake.persons import IDENTITY_WEIGHTS, KINDS, looks_like_name, person_heading, special_list
from classify.intake.places import letters
from classify.intake.wording import fold
from classify.model.text import Text

_HEADING_ROWS = 40
_NAMES_AT_LEAST = 3
_NAMES_SHARE = 0.6
_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])\(?0[1-9][0-9]{1,2}\)?[- ]?[2-9][0-9]{6,7}(?![0-9])")
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_DOOR = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十]+\s*(?:幢|栋|号楼|座|#)\s*(?:[0-9一二三四五六七八九十]+\s*单元)?\s*[0-9]{2,4}\s*(?:室|号|户|$)"
    r"|[0-9一二三四五六七八九十]+\s*单元\s*[0-9]{2,4}\s*(?:室|号|户|$)|(?<![0-9.年/-])[0-9]{1,3}-[0-9]{1,2}-(?!19|20)[0-9]{3,4}(?:室|(?![0-9年/-]))"
)
_FIGURES = (int, float)
_SMALLEST = 1.3e10
_SUSPECT = re.compile(r"[0-9]{3}|[幢栋座#]|单元|号楼")


@dataclass(frozen=True)
class Guarded:
    """Hold what the guard found: alarms that refuse the file, and the columns that were let pass."""

    alarms: tuple[Finding, ...]
    passed: tuple[Finding, ...]
    columns: tuple[str, ...]


def guard(book: Book, allowed: Collection[str] = (), names: Collection[str] = ()) -> Guarded:
    """Look through a file; `allowed` are headings or letters of columns to let pass, `names` known headings.

    A column under a known heading is not taken for a roster, because communities are called like persons.
    """
    alarms: list[Finding] = []
    passed: dict[tuple[str, str], list[Finding]] = {}
    wanted = {fold(name) for name in allowed}
    for grid in book.grids:
        headings = _headings(grid)
        for column, finding in _grid_alarms(grid, headings, names):
            heading = headings.get(column, ("", ""))
            released = wanted & {*heading, fold(letters(column)), fold(f"{grid.sheet}!{letters(column)}")} - {
                ""
            }
            if released:
                passed.setdefault((grid.sheet, letters(column)), []).append(finding)
            else:
                alarms.append(finding)
    told = [Finding("INTAKE044", group[0].place, {"count": len(group)}) for group in passed.values()]
    return Guarded(
        tuple(alarms),
        tuple(told),
        tuple(f"{sheet}!{column}" if sheet else column for sheet, column in passed),
    )


def _headings(grid: Grid) -> dict[int, tuple[str, ...]]:
    """Return the folded texts above the figures of each column: any of them may name it for a release."""
    found: dict[int, list[str]] = {}
    for row in grid.rows[:_HEADING_ROWS]:
        for column, cell in enumerate(row.cells):
            if isinstance(cell, str) and len(cell) <= 60:
                found.setdefault(column, []).append(fold(cell))
    return {column: tuple(texts[:4]) for column, texts in found.items()}


def _grid_alarms(
    grid: Grid, headings: dict[int, tuple[str, ...]], names: Collection[str]
) -> Iterator[tuple[int, Finding]]:
    title = special_list(grid.sheet)
    if title and grid.rows:
        yield 0, _alarm("INTAKE043", grid, grid.rows[0].number, 0)
    seen: dict[str, str | None] = {}
    roster: dict[int, list[int]] = {}
    filled: dict[int, int] = {}
    for index, row in enumerate(grid.rows):
        for column, cell in enumerate(row.cells):
            # Most cells are figures too small to be the number of anything.
            if cell is None or cell == "" or (type(cell) in _FIGURES and cell < _SMALLEST):  # type: ignore[operator]
                continue
            code, kind = _judged(cell, seen, heading=index < _HEADING_ROWS)
            if code:
                yield column, _alarm(code, grid, row.number, column, kind)
            if isinstance(cell, str):
                filled[column] = filled.get(column, 0) + 1
                if looks_like_name(cell):
                    roster.setdefault(column, []).append(row.number)
    known = {column for column, texts in headings.items() if set(texts) & set(names)}
    for column, rows in roster.items():
        if (
            column not in known
            and len(rows) >= _NAMES_AT_LEAST
            and len(rows) >= _NAMES_SHARE * (filled[column] - 1)
        ):
            yield column, _alarm("INTAKE042", grid, rows[0], column, cells=len(rows))


def _judged(cell: Raw, seen: dict[str, str | None], *, heading: bool) -> tuple[str, str]:
    """Return the code and kind of alarm a cell gives, both empty where it gives none."""
    if isinstance(cell, str):
        if cell not in seen:
            seen[cell] = _text_kind(cell)
        kind = seen[cell]
        if kind:
            return "INTAKE041", kind
        if heading and len(cell) <= 40:
            if kind := person_heading(cell):
                return "INTAKE040", kind
            if special_list(cell):
                return "INTAKE043", ""
        return "", ""
    if isinstance(cell, (int, float)) and not isinstance(cell, (bool, Percent)) and cell >= _SMALLEST:
        kind = _number_kind(cell)
        return ("INTAKE041", kind) if kind else ("", "")
    return "", ""


def _text_kind(text: str) -> str | None:
    if not text.isascii() or not text.isprintable():
        text = "".join(s for s in unicodedata.normalize("NFKC", text) if unicodedata.category(s) != "Cf")
        text = text.translate(_DASHES)
    if not _SUSPECT.search(text):
        return None
    if any(_is_identity(found[0]) for found in _IDENTITY.finditer(text)):
        return "identity"
    if _MOBILE.search(text):
        return "mobile"
    if _LANDLINE.search(text):
        return "landline"
    return "door" if _DOOR.search(text) else None


_DASHES = {ord(sign): "-" for sign in "‐‑‒–—―−－~～"}


def _number_kind(number: float) -> str | None:
    if number < 2e10:
        return "mobile" if number == number // 1 else None
    if 1e17 <= number < 1e18:
        # A spreadsheet keeps 15 digits of the 18, so the check digit is lost: region and date have to do.
        text = str(int(number))
        return "identity" if _is_dated(text) and "11" <= text[:2] <= "91" else None
    return None


def _is_identity(text: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper() and _is_dated(text)


def _is_dated(text: str) -> bool:
    return 1890 <= int(text[6:10]) <= 2035 and 1 <= int(text[10:12]) <= 12 and 1 <= int(text[12:14]) <= 31


def _alarm(code: str, grid: Grid, row: int, column: int, kind: str = "", cells: int = 0) -> Finding:
    fill: dict[str, Text | str | int] = {
        "column": f"{grid.sheet}!{letters(column)}" if grid.sheet else letters(column)
    }
    if kind:
        fill["kind"] = KINDS[kind]
    if cells:
        fill["cells"] = cells
    return Finding(code, grid.place(row, column), fill)
