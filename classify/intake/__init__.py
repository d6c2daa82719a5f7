"""Read tables of communities into profiles and findings with cell addresses.

The flow is in `reading.py`; behind it stand, in the order they are used, `files` (what kind of file is this),
`textfile` and `workbook` (file to cells), `headings` (column to field), `values` and `ranges` (cell to
value or complaint) and `sheets` (rows).
"""

from classify.intake.places import in_reading_order
from classify.intake.reading import InputFile, Intake, SheetReport, read_profiles, read_tables
from classify.intake.schema import Options, Renamed, Schema

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
