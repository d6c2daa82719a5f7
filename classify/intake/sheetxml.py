"""Read from a sheet's own XML what neither library tells: merges, hidden parts, percent formats, empty formulas.

Regular expressions suffice, because only attributes of single tags are looked at; the values come from the libraries.
"""

import re
import zipfile
from posixpath import dirname, join, normpath
from typing import NamedTuple

from classify.intake.cells import Span

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ROW_TAG = re.compile(rb"<(?:\w+:)?row\s[^>]*hidden=[^>]*>")
_COLUMN_TAG = re.compile(rb"<(?:\w+:)?col\s[^>]*hidden=[^>]*>")
_CELL_WITH_FORMULA = re.compile(rb"<(?:\w+:)?c(\s[^>]*)>\s*<(?:\w+:)?f[\s/>](.*?)</(?:\w+:)?c>", re.DOTALL)
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_STYLED = (
    rb'<(?:\w+:)?c\s[^>]*r="([A-Z]{1,3})(\d{1,7})"[^>]*\ss="(?:%s)"'
    rb'|<(?:\w+:)?c\s[^>]*\ss="(?:%s)"[^>]*r="([A-Z]{1,3})(\d{1,7})"'
)
_MOST_MERGES = 100_000


class Extras(NamedTuple):
    """Hold what the XML of one sheet adds to its cells; addresses are (row from 1, column from 0)."""

    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()


def column_number(name: bytes | str) -> int:
    """Return the number of a column from 0 for its letters."""
    number = 0
    for sign in name if isinstance(name, bytes) else name.encode():
        number = number * 26 + sign - 64
    return number - 1


def attribute(tag: bytes, name: str) -> str:
    """Return an attribute of a tag as text, nothing where it has none."""
    found = re.search(rb'\s(?:\w+:)?%s="([^"]*)"' % name.encode(), tag)
    return found[1].decode("utf-8", "replace") if found else ""


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, bool]]:
    """Return the part of each sheet in the workbook's order, and whether the sheet is hidden."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return []
    relations = _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {attribute(tag, "Id"): attribute(tag, "Target") for tag in relations}
    found = []
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        target = targets.get(attribute(tag, "id"), "")
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else normpath(join(dirname("xl/workbook.xml"), target))
        )
        found.append((path if path in names else "", attribute(tag, "state") in ("hidden", "veryHidden")))
    return found


def extras(xml: bytes) -> Extras:
    """Return merges, hidden rows and columns, and the formulas without result of one sheet."""
    merges = tuple(
        Span(int(top), column_number(left), int(bottom), column_number(right))
        for left, top, right, bottom in _MERGE.findall(xml)[:_MOST_MERGES]
    )
    rows = frozenset(
        int(attribute(tag, "r"))
        for tag in _ROW_TAG.findall(xml)
        if _hidden(tag) and attribute(tag, "r").isdigit()
    )
    return Extras(merges, rows, _hidden_columns(xml), _uncalculated(xml))


def _hidden(tag: bytes) -> bool:
    return attribute(tag, "hidden") in ("1", "true")


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for tag in _COLUMN_TAG.findall(xml):
        low, high = attribute(tag, "min"), attribute(tag, "max")
        if _hidden(tag) and low.isdigit() and high.isdigit():
            hidden.update(range(int(low) - 1, min(int(high), 16_384)))
    return frozenset(hidden)


def _uncalculated(xml: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in xml and b":f" not in xml:
        return frozenset()
    found = set()
    for tag, body in _CELL_WITH_FORMULA.findall(xml):
        address = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", attribute(tag, "r"))
        # An empty text is a result, too: the formula was calculated and shows nothing.
        if address and not _RESULT.search(body) and attribute(tag, "t") != "str":
            found.add((int(address[2]), column_number(address[1])))
    return frozenset(found)


def percent_cells(archive: zipfile.ZipFile, xml: bytes) -> frozenset[tuple[int, int]]:
    """Return the cells of a sheet whose number format multiplies by 100."""
    styles = _percent_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.namelist() else []
    if not styles:
        return frozenset()
    numbers = b"|".join(b"%d" % number for number in styles)
    pattern = re.compile(_STYLED % (numbers, numbers))
    return frozenset((int(a[1] or a[3]), column_number(a[0] or a[2])) for a in pattern.findall(xml))


def _percent_styles(xml: bytes) -> list[int]:
    formats = {
        attribute(tag, "numFmtId"): attribute(tag, "formatCode")
        for tag in re.findall(rb"<(?:\w+:)?numFmt\s[^>]*>", xml)
    }
    cells = re.search(rb"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    tags = re.findall(rb"<(?:\w+:)?xf[\s/][^>]*>", cells[0]) if cells else []
    return [
        number for number, tag in enumerate(tags) if multiplies(_format(attribute(tag, "numFmtId"), formats))
    ]


def _format(number: str, formats: dict[str, str]) -> str:
    return {"9": "0%", "10": "0.00%"}.get(number) or formats.get(number, "").replace("&quot;", '"')


def multiplies(number_format: str) -> bool:
    """Tell whether a number format shows 0.25 as 25%; a percent sign in quotes is only painted on."""
    return "%" in re.sub(r'"[^"]*"|\\.|!.|_.', "", number_format)
