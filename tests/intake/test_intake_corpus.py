"""A corpus of office tables: what is read is true, what is not read is listed, nothing disappears."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import corpus
import pytest

from classify.intake import Intake, Schema, read_tables
from classify.intake.packs import schema_of
from classify.rulepack.load import load_packs

QUICK = range(60)
ALL = range(560)


@dataclass
class Score:
    """Count cells by what became of them, and keep what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[object, ...]] = field(default_factory=list)


@cache
def schema() -> Schema:
    return schema_of(load_packs(["community-profile"]))


def equal(value: object, truth: object) -> bool:
    if isinstance(truth, (bool, str)) or truth is None:
        return value == truth
    return isinstance(value, float) and abs(value - float(truth)) <= 1e-9 * max(1.0, abs(float(truth)))  # type: ignore[arg-type]


def judge(made: corpus.Made, intake: Intake, score: Score) -> None:
    """Compare what was read with the truth, cell by cell."""
    profiles = {(p.origin.sheet, p.origin.row): p for p in intake.profiles}
    rejected = {(f.place.sheet, f.place.cell) for f in intake.findings if f.severity == "error"}
    columns = {name for _, _, name, _ in made.cells}
    for sheet, address, name, cell in made.cells:
        profile = profiles[sheet, int(re.sub("[A-Z]", "", address))]
        truth, wanted = _truth(profile.values, name, cell, columns)
        if wanted is None:
            continue
        score.counts["cells"] += 1
        if equal(profile.values.get(wanted), truth):
            score.counts["true"] += 1
        elif profile.values.get(wanted) is None and (sheet, address) in rejected:
            score.counts["listed"] += 1
            if not cell.open:
                score.wrong.append((made.seed, address, name, cell.text, "could have been read"))
        else:
            score.counts["wrong"] += 1
            score.wrong.append((made.seed, address, name, cell.text, truth, profile.values.get(wanted)))


def _truth(values, name, cell, columns):
    """Return what a cell should give and in which field; no field where another cell of the row says the same."""
    blank = cell.text is None or not str(cell.text).strip()
    if name in corpus.SHARES:
        _, part, total = corpus.SHARES[name]
        base = values.get(total)
        if part in columns:
            return None, None
        return (None if cell.truth is None or base is None else float(round(cell.truth * base))), part
    shares = {part for share, (_, part, _) in corpus.SHARES.items() if share in columns}
    if (cell.truth is None and name in shares) or (blank and cell.truth is None):
        return None, None
    return cell.truth, name


def run(seeds: range, folder) -> Score:
    score = Score()
    for seed in seeds:
        made = corpus.table(seed)
        path = folder / f"{seed}-{made.name}"
        path.write_bytes(made.data)
        intake = read_tables([path], schema())
        assert all(sheet.account.balanced for sheet in intake.sheets), seed
        assert sum(sheet.account.cells for sheet in intake.sheets) == made.filled, seed
        judge(made, intake, score)
    return score


def test_a_sample_of_the_corpus_is_read_truly(tmp_path):
    score = run(QUICK, tmp_path)
    assert score.wrong == []
    assert score.counts["true"] >= 0.995 * score.counts["cells"]


@pytest.mark.slow
def test_the_whole_corpus_is_read_truly(tmp_path):
    score = run(ALL, tmp_path)
    assert score.wrong == []
    assert score.counts["true"] >= 0.995 * score.counts["cells"]


def test_the_corpus_holds_every_kind_of_mess():
    kinds = set().union(*(corpus.table(seed).kinds for seed in QUICK))
    assert kinds >= {
        "utf-8",
        "utf-8-sig",
        "gb18030",
        "big5",
        "xlsx",
        "wan",
        "rounded",
        "exact",
        "scale",
        "missing",
        "unit",
    }


def test_a_seed_gives_the_same_table_for_ever():
    assert corpus.table(7).cells == corpus.table(7).cells
    assert corpus.table(1).data == corpus.table(1).data or corpus.table(1).name.endswith("xlsx")
