"""Write the documentation that is generated from data: fields, indicators and error codes.

`python docs/generate.py` writes, `--check` exits with 1 where a file is not what would be written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from classify.catalogue import CATALOGUE
from classify.model.basis import Basis
from classify.model.field import Field, Indicator
from classify.model.smallcells import MINIMUM, guarded_fields
from classify.proof.schema import Vocabulary, schemas, text_of
from classify.rulepack.finding import bundled_packs
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack
from classify.scoring.policies import BUILT_IN
from classify.texts import translate

DOCS = Path(__file__).parent


def _range(pair: tuple[float | None, float | None]) -> str:
    low, high = ("" if end is None else f"{end:g}" for end in pair)
    return f"{low} … {high}" if low or high else ""


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _basis(loaded: LoadedPack, basis: Basis | None) -> str:
    if basis is None:
        return ""
    titles = {d.id: d.title.zh for d in loaded.pack.documents}
    source = f"《{titles[basis.document]}》{basis.place or ''}" if basis.document else ""
    note = basis.note.zh if basis.note else ""
    return " ".join(part for part in (source, note, "" if basis.kind == "stated" else basis.kind) if part)


def _small(loaded: LoadedPack, field: Field) -> str:
    if field.id in guarded_fields(loaded.pack):
        return f"from 1 to {MINIMUM - 1} not shown / 1 至 {MINIMUM - 1} 不显示"
    counted = {"posts": "posts / 岗位", "sample": "a sample / 样本"}.get(field.counts or "")
    return f"shown, counts {counted}，照常显示" if counted else ""


def _field(loaded: LoadedPack, field: Field) -> list[str]:
    choices = ", ".join(f"`{id_}` {label.zh} ({label.en})" for id_, label in field.choices.items())
    rows = {
        "aliases / 别名": "、".join(field.aliases),
        "type / 类型": field.type + (f", {field.unit}" if field.unit else ""),
        "needed / 必填": field.need,
        "role / 作用": field.role,
        "range / 取值范围": _range(field.range),
        "usual / 通常范围": _range(field.usual),
        "small figures / 小数": _small(loaded, field),
        "part of / 不超过": f"`{field.part_of}`" if field.part_of else "",
        "choices / 选项": choices,
        "about / 说明": f"{field.about.zh} {field.about.en}" if field.about else "",
        "source / 依据": _basis(loaded, field.basis),
    }
    lines = [f"### `{field.id}` {field.label.zh}", "", f"{field.label.en}.", "", "| | |", "|---|---|"]
    return [*lines, *(f"| {k} | {_cell(v)} |" for k, v in rows.items() if v), ""]


def _indicator(indicator: Indicator) -> str:
    unit = indicator.unit or ""
    cells = (
        f"`{indicator.id}`",
        indicator.label.zh,
        indicator.label.en,
        indicator.type,
        unit,
        f"`{indicator.value}`",
    )
    return "| " + " | ".join(_cell(c) for c in cells) + " |"


def fields() -> str:
    """Return the reference of fields and indicators."""
    loaded = load_packs(["community-profile"])
    lines = [
        "# Fields and indicators",
        "",
        "Generated from `rules/community-profile/` by `python docs/generate.py`; change the data, not this page.",
        "",
        "A table may use the id, the label in either language, or an alias as a column heading.",
        "",
        f"## Fields ({len(loaded.pack.fields)})",
        "",
    ]
    for field in loaded.pack.fields:
        lines += _field(loaded, field)
    lines += [
        f"## Indicators ({len(loaded.pack.indicators)})",
        "",
        "Computed from fields, never handed in.",
        "",
    ]
    lines += ["| id | 名称 | name | type | unit | computed as |", "|---|---|---|---|---|---|"]
    lines += [_indicator(i) for i in loaded.pack.indicators]
    return "\n".join(lines) + "\n"


def errors() -> str:
    """Return the reference of every code a finding may carry."""
    lines = [
        "# Errors and findings",
        "",
        "Generated from `classify/catalogue/` by `python docs/generate.py`. Words in braces are filled in where it happens.",
        "",
        "| code | severity | what | 说明 | repair | 处理 |",
        "|---|---|---|---|---|---|",
    ]
    for code, entry in CATALOGUE.items():
        cells = (
            f"`{code}`", entry.severity, entry.message, translate(entry.message, "zh"),
            entry.repair, translate(entry.repair, "zh"),
        )  # fmt: skip
        lines.append("| " + " | ".join(_cell(c) for c in cells) + " |")
    return "\n".join(lines) + "\n"


def schema(kind: str) -> str:
    """Return the JSON Schema for the files of the packs in `rules/`, which name it in their first line."""
    packs = [load_packs([id_]) for id_ in bundled_packs()]
    return text_of(schemas(Vocabulary.of(packs, [policy.name for policy in BUILT_IN]))[kind])


PAGES: dict[str, Callable[[], str]] = {
    "fields.md": fields,
    "errors.md": errors,
    "../rules/pack.schema.json": lambda: schema("pack"),
    "../rules/cases.schema.json": lambda: schema("cases"),
}


def main() -> None:
    """Write the pages, or with --check compare them."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print("not up to date:", ", ".join(stale), "- run python docs/generate.py")
        sys.exit(1)


if __name__ == "__main__":
    main()
