"""Where a number, a rule or a line of advice comes from."""

from typing import Literal

from classify.model.text import Data, Text


class Basis(Data):
    """Name the source of a statement.

    `stated`: the document says so at `place`. `expert`: our own judgement, an editable default.
    `calibrated`: fitted to a district's own declared types.
    """

    kind: Literal["stated", "expert", "calibrated"]
    document: str | None = None
    place: str | None = None
    note: Text | None = None


class Document(Data):
    """Describe a source document that a basis may cite by its id."""

    id: str
    title: Text
    issuer: Text | None = None
    published: str | None = None
