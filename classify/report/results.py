"""Results as files for other programs: JSON, CSV, Parquet, and the manifest that lets a run be repeated."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from classify import __version__
from classify.errors import Finding, refuse
from classify.model.outcome import Outcome
from classify.report.alarms import alarms
from classify.report.labels import chief_reason, field_label, status_label, type_label
from classify.scoring.program import Program

BOM = "\ufeff"  # without it, office programs take UTF-8 for the local code page
# Office programs set to Chinese or Japanese take the full-width signs for the same.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class HashedFile(Protocol):
    """Name an input file with its hash and number of rows."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def rows(self) -> int: ...  # noqa: D102


def result_files(
    program: Program, outcomes: Sequence[Outcome], findings: Sequence[Finding], lang: str, *, parquet: bool
) -> dict[str, str | bytes]:
    """Return the files of a run by name, without the manifest."""
    files: dict[str, str | bytes] = {
        "results.csv": BOM + csv_text(program, outcomes, lang),
        "results.json": json_text(program, outcomes, findings, lang) + "\n",
        "findings.csv": BOM + findings_csv(findings, lang),
    }
    if parquet:
        files["results.parquet"] = _parquet(program, outcomes, lang)
    return files


def json_text(program: Program, outcomes: Sequence[Outcome], findings: Sequence[Finding], lang: str) -> str:
    """Return the run as JSON, format 1."""
    counts = Counter(o.type or "none" for o in outcomes)
    data = {
        "format": 1,
        "scheme": program.scheme.id,
        "as_of": program.as_of.isoformat(),
        "counts": dict(sorted(counts.items())),
        "alarms": [text.say(lang) for text in alarms(program, outcomes)],
        "communities": [_community(o) for o in outcomes],
        "findings": [f.as_data(lang) for f in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _community(outcome: Outcome) -> dict[str, Any]:
    data = outcome.model_dump(mode="json")
    data["subdistrict"] = data.pop("group")
    data["declared_type"] = data.pop("declared")
    return data


def csv_text(program: Program, outcomes: Sequence[Outcome], lang: str) -> str:
    """Return the run as CSV, one row per community, headings in English and stable."""
    rows = list(_rows(program, outcomes, lang))
    return _csv(list(rows[0]) if rows else ["id"], [list(row.values()) for row in rows])


def _rows(program: Program, outcomes: Sequence[Outcome], lang: str) -> Iterable[dict[str, Any]]:
    for o in outcomes:
        row: dict[str, Any] = {
            "id": o.id, "name": o.name, "subdistrict": o.group,
            "type": o.type, "type_label": type_label(program, o.type, lang) if o.type else None,
            "status": o.status, "status_label": status_label(o.status, lang),
            "runner_up": o.runner_up, "margin": o.margin,
            "declared_type": o.declared, "chief_reason": chief_reason(program, o, lang),
            "missing": "; ".join(field_label(program, m.field, lang) for m in o.missing),
            "review_reason": o.decision.reason if o.decision else None,
            "review_office": o.decision.office if o.decision else None,
            "review_date": o.decision.date if o.decision else None,
        }  # fmt: skip
        for t in program.types:
            score = o.scores[t.id]
            row |= {f"score_{t.id}": score.score, f"low_{t.id}": score.low, f"high_{t.id}": score.high}
        row["fired"] = " ".join(e.rule for e in o.fired)
        yield row


def findings_csv(findings: Sequence[Finding], lang: str) -> str:
    """Return findings as CSV, one row each."""
    head = ["severity", "code", "file", "sheet", "cell", "message", "repair"]
    rows = [
        [
            f.severity,
            f.code,
            f.place.file,
            f.place.sheet,
            f.place.cell or f.place.line or "",
            f.message(lang),
            f.repair(lang),
        ]
        for f in findings
    ]
    return _csv(head, rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def harmless(cell: Any) -> Any:
    """Return a cell that no office program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def _parquet(program: Program, outcomes: Sequence[Outcome], lang: str) -> bytes:
    try:
        import polars  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise refuse("USE001", extra="columns") from None
    buffer = io.BytesIO()
    frame = polars.DataFrame(list(_rows(program, outcomes, lang)), infer_schema_length=None)
    frame.write_parquet(buffer)
    return buffer.getvalue()


def index_csv(
    program: Program, index: Sequence[tuple[Outcome, Sequence[str]]], forms: Sequence[str], lang: str
) -> str:
    """Return the index of written reports as CSV: one row per community, one column for each of the `forms`."""
    rows = [
        [o.id, o.name, o.group, type_label(program, o.type, lang), status_label(o.status, lang), *names]
        for o, names in index
    ]
    head = ["id", "name", "subdistrict", "type", "status", *(f"file_{form}" for form in forms)]
    return BOM + _csv(head, rows)


class ListedPlugin(Protocol):
    """Name a plugin that took part."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def origin(self) -> str: ...  # noqa: D102


def _input(file: HashedFile) -> dict[str, Any]:
    """Return an input with what was said about reading it: columns released from the guard, headings mapped."""
    said = {"released": list(getattr(file, "released", ())), "mapped": dict(getattr(file, "mapped", {}))}
    told = {key: value for key, value in said.items() if value}
    return {"name": file.name, "sha256": file.sha256, "rows": file.rows, **told}


def manifest_text(
    program: Program,
    files: Iterable[HashedFile],
    outcomes: Sequence[Outcome],
    plugins: Sequence[ListedPlugin],
    more: Mapping[str, Any] | None = None,
) -> str:
    """Return what is needed to repeat a run: inputs, packs, parameters and plugins, with their hashes, and `more`.

    It holds no time of day and no path, so that the same run gives the same manifest.
    """
    data = {
        "format": 1,
        "program": {"name": "community-classify", "version": __version__},
        "as_of": program.as_of.isoformat(),
        "scheme": program.scheme.id,
        "inputs": [_input(f) for f in files],
        "min_cell": program.small.minimum,
        "packs": [
            {"id": f.header.id, "version": f.header.version, "sha256": f.digest}
            for f in program.loaded.folders
        ],
        "parameters": {
            id_: {
                "value": d.value,
                "since": d.since,
                "basis": d.entry.basis.kind,
                "of_district": d.of_district,
            }
            for id_, d in sorted(program.parameters.items())
        },
        "plugins": [
            {"name": p.name, "version": p.version, "origin": p.origin.partition(": ")[0]} for p in plugins
        ],
        "communities": len(outcomes),
        **(more or {}),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
