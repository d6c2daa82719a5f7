"""Citations in a document: short where they stand, written out once at the end."""

from __future__ import annotations

from classify.model.basis import Basis
from classify.report.document import Cite, Inline, Reference, References, Span
from classify.report.wording import Wording
from classify.texts import mark as _

_MARK = "\0"


class Citations:
    """Number the sources of one document in the order in which they are first cited."""

    def __init__(self, wording: Wording) -> None:
        """Start without sources."""
        self._wording = wording
        self._numbers: dict[str, int] = {}
        self._frames: dict[str, tuple[str, str, str]] = {}

    def cite(self, basis: Basis) -> Inline:
        """Return how a statement is founded, its document by number."""
        if basis.document not in self._wording.documents:
            return (Span(self._wording.basis_kind(basis, "")),)
        number = self._numbers.setdefault(basis.document or "", len(self._numbers) + 1)
        if basis.kind not in self._frames:
            self._frames[basis.kind] = self._wording.basis_kind(basis, _MARK).partition(_MARK)
        before, mark, after = self._frames[basis.kind]
        parts: list[Span | Cite] = [Span(before)] if before else []
        if mark:
            parts.append(Cite(number, self._wording.place(basis)))
        if after:
            parts.append(Span(after))
        return tuple(parts)

    def brief(self, basis: Basis) -> Inline:
        """Return the same for a narrow column, where “after” stands for expert judgement after a document."""
        cited = self.cite(basis)
        if basis.kind != "expert" or len(cited) == 1:
            return cited
        if "after" not in self._frames:
            self._frames["after"] = self._wording.say(_("after {source}"), source=_MARK).partition(_MARK)
        before, _cut, after = self._frames["after"]
        parts: list[Span | Cite] = [part for part in cited if isinstance(part, Cite)]
        return tuple(part for part in (Span(before), *parts, Span(after)) if part != Span(""))

    def references(self) -> References:
        """Return what was cited, in the order of the numbers."""
        lang, documents = self._wording.lang, self._wording.documents
        return References(
            tuple(
                Reference(
                    number,
                    documents[id_].title.say(lang),
                    self._wording.pick(documents[id_].issuer),
                    documents[id_].published or "",
                )
                for id_, number in self._numbers.items()
            )
        )
