"""Three kinds of compound and their management emphasis, after the Rongxiang document.

Brings a pack with a scheme of its own, one rule written in Python, one column computed from the whole table, a report
section and a command. It uses nothing but the public interface of `classify`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from classify import (
    Basis,
    Block,
    Bullets,
    ClassifyError,
    Column,
    Draft,
    Field,
    Paragraph,
    PythonRule,
    Text,
    Value,
    hookimpl,
    plain,
    rule,
    run,
)

PACK = "rongxiang-compounds"


@hookimpl
def classify_packs() -> Sequence[Path]:
    """Bring the scheme of three kinds."""
    return [Path(__file__).parent / "rules" / PACK]


@rule(
    extends=PACK,
    id="rongxiang.age.phases",
    title=Text(zh="分期建设跨度大", en="Built over many years"),
    why=Text(
        zh="一、二期相隔多年的小区设施新旧不一，物业标准难统一。",
        en="Where the phases lie years apart, facilities differ and so do the standards people expect.",
    ),
    weigh={"mature-commodity": -1, "semi-property": 1},
    basis=Basis(kind="expert"),
    criterion="form",
)
def phases(f: Any) -> Any:
    """Tell compounds whose phases are ten years or more apart."""
    return f.build_year_to - f.build_year_from >= 10


@hookimpl
def classify_rules() -> Sequence[PythonRule]:
    """Bring the rule on building phases."""
    return [phases]


def _compounds_of_firm(table: Mapping[str, Sequence[Value]]) -> Sequence[Value]:
    firms = table["firm_uscc"]
    counts = Counter(firm for firm in firms if firm is not None)
    return [None if firm is None else float(counts[firm]) for firm in firms]


@hookimpl
def classify_columns() -> Sequence[Column]:
    """Bring the number of compounds in the table that the same firm serves."""
    field = Field(
        id="firm_compounds",
        label=Text(zh="同一物业企业服务的小区数", en="Compounds served by the same firm"),
        type="count",
        unit="个",
        role="outcome",
    )
    return [Column(extends=PACK, field=field, needs=("firm_uscc",), compute=_compounds_of_firm)]


DIFFICULTIES = (
    Text(zh="物业管理实施难：收费与服务能否对得上？", en="Property management: do fees and services match?"),
    Text(
        zh="社区有效介入难：社区能否按约参加物业例会？",
        en="Involvement: does the community sit in the firm's regular meeting?",
    ),
    Text(
        zh="业委会作用发挥难：决定事项是否按期落实？",
        en="Owners' committee: are its decisions carried out in time?",
    ),
    Text(
        zh="业主权益保障难：公共收益是否公开？",
        en="Owners' rights: is the income from common property published?",
    ),
)


@hookimpl
def classify_report_sections(draft: Draft) -> Sequence[Block]:
    """Bring the four difficulties as questions for the next meeting, in reports of this scheme only."""
    wording = draft.wording
    if wording.program.scheme.id != PACK:
        return []
    title = Text(zh="“四难”对照", en="The four difficulties")
    lead = Text(zh="下次“3+X”会议逐项对照：", en="To be answered one by one at the next 3+X meeting:")
    questions = tuple(plain(wording.pick(question)) for question in DIFFICULTIES)
    return [
        draft.sections.section(wording.pick(title)),
        Paragraph(plain(wording.pick(lead))),
        Bullets(questions),
    ]


@click.command(
    "rongxiang-coverage",
    help="双覆盖：党的组织覆盖与业委会覆盖，按小区计。 Coverage of compounds, as two ratios.",
)
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path))
def coverage(profiles: tuple[Path, ...]) -> None:
    """Print both ratios with their denominators; compounds without the figure are counted apart."""
    try:
        result = run(profiles, [PACK])
    except ClassifyError as error:
        for finding in error.findings:
            click.echo(f"{finding.place} {finding.code} {finding.message('zh')}", err=True)
        raise SystemExit(error.exit_code) from None
    for label, field in (("党的组织覆盖", "party_org_status"), ("业委会（物管会）覆盖", "committee_status")):
        values = [p.values.get(field) for p in result.profiles.values()]
        known = [v for v in values if v is not None]
        covered = sum(v != "none" for v in known)
        share = f"{covered / len(known):.1%}" if known else "—"
        click.echo(f"{label}：{covered}/{len(known)} = {share}，未填 {len(values) - len(known)}")


@hookimpl
def classify_commands() -> Sequence[click.Command]:
    """Bring `classify rongxiang-coverage`."""
    return [coverage]
