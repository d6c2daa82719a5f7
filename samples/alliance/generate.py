"""Write the fictitious alliance: `python samples/alliance/generate.py [--out DIR]`. Same code, same bytes."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from bodies import Row, units
from doings import doings, guidance, lateral, spoil
from pacts import Book, alliances, needs, offers, partnerships, property_links

from classify.alliance.tables import TABLES
from classify.alliance.words import label

HERE = Path(__file__).parent


def main() -> None:
    """Write one CSV per table, with the Chinese headings and words an office uses."""
    parser = argparse.ArgumentParser(description="Write the tables of the sample alliance.")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    book = invent()
    for table in TABLES:
        rows: list[Row] = getattr(book, table.id)
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([c.label.zh for c in table.columns])
        writer.writerows([[_cell(row.get(c.name), c.words) for c in table.columns] for row in rows])
        (out / f"{table.id}.csv").write_bytes(text.getvalue().encode("utf-8-sig"))
    print(f"{len(book.units)} units and {len(book.agreements)} agreements written to {out}")


def invent() -> Book:
    """Return all tables."""
    book = Book(units())
    offers(book)
    needs(book)
    property_links(book)
    alliances(book)
    partnerships(book)
    guidance(book)
    lateral(book)
    doings(book)
    spoil(book)
    return book


def _cell(value: object, words: object) -> object:
    if value in (None, ""):
        return ""
    if words is not None:
        return "、".join(label(words, part).zh for part in str(value).split("、"))  # type: ignore[arg-type]
    return {"yes": "是", "no": "否"}.get(value, value) if isinstance(value, str) else value


if __name__ == "__main__":
    main()
