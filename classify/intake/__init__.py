"""Read tables of communities into profiles and findings with cell addresses.

The flow is in `reading.py`. Behind it stand, in the order they are used: `files`, `archive`, `workbook`, `fastbook`,
`textfile` (file to cells); `guard` (no persons); `layout` and `matching` (where the headings are and what they mean);
`rows` (data or not); `columns`, `scales`, `figures`, `values`, `words` (cell to value, note or rejection); `rollup`
(compounds); `identity` and `codes` (whose row it is). `docs/architecture.md` has the picture.
"""

from classify.intake.places import in_reading_order
from classify.intake.reading import read_profiles, read_tables
from classify.intake.schema import Options, Renamed, Schema
from classify.intake.taken import InputFile, Intake, SheetReport

__all__ = [
    "InputFile",
    "Intake",
    "Options",
    "Renamed",
    "Schema",
    "SheetReport",
    "in_reading_order",
    "read_profiles",
    "read_tables",
]
