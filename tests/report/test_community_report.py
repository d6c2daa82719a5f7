import datetime
from collections.abc import Callable

import pytest
from hamlets import CLOSE, NEITHER, adviser, explained, hamlet, program, scorer

from classify.insight.explain import Explainer
from classify.model.profile import Value
from classify.model.text import Text
from classify.report.community import community_document, core_sections, draft_of
from classify.report.document import Bullets, Cite, Document, References, Table
from classify.report.explanation import explanation_text
from classify.report.markdown import markdown
from classify.report.provenance import PackUsed, Provenance, provenance_of
from classify.report.width import width
from classify.report.wording import Wording

MADE = Provenance(
    "2023-12-31",
    datetime.date(2024, 1, 1),
    (PackUsed("hamlet", Text(zh="小镇分类", en="Hamlets by type"), "1.2.0", "0123456789abcdef"),),
    "0.0.0",
)
SITUATIONS: dict[str, tuple[dict[str, Value], str | None]] = {
    "clear": ({"needy": 6.0, "wells": None}, "old"),
    "close": (dict(CLOSE), "market"),
    "data-missing": ({"old_homes": None}, None),
    "no-type": (dict(NEITHER), "old"),
}


def report(lang: str, name: str = "Lower Mill", declared: str | None = None, **values: Value) -> Document:
    profile, outcome = hamlet(name, declared, **values)
    advice = adviser().advise(Explainer(scorer()).values(profile), outcome)
    draft = draft_of(Wording(program(), lang), profile, explained(profile, outcome), advice)
    return community_document(draft, MADE, core_sections(draft))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("status", SITUATIONS)
def test_a_report_reads_like_its_golden_file(
    lang: str, status: str, golden: Callable[[str, str], None]
) -> None:
    values, declared = SITUATIONS[status]
    assert hamlet(**values)[1].status == status
    golden(f"community-{status}.{lang}.md", markdown(report(lang, declared=declared, **values)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("status", SITUATIONS)
def test_an_explanation_reads_like_its_golden_file(
    lang: str, status: str, golden: Callable[[str, str], None]
) -> None:
    values, declared = SITUATIONS[status]
    profile, outcome = hamlet(declared=declared, **values)
    lines = explanation_text(explained(profile, outcome), program(), lang, profile.values)
    golden(f"explanation-{status}.{lang}.txt", "\n".join(lines) + "\n")


def test_a_declared_type_is_shown_beside_the_computed_one_and_does_not_replace_it() -> None:
    text = markdown(report("en", declared="market"))
    assert "**Old hamlet**" in text
    assert (
        "The office has declared another type: Market hamlet. It stands until the office itself changes it."
        in text
    )


def test_every_citation_has_its_source_at_the_end_and_every_source_is_cited() -> None:
    blocks = report("en").blocks
    numbers = {entry.number for b in blocks if isinstance(b, References) for entry in b.entries}
    inlines = [i for b in blocks if isinstance(b, Bullets) for i in b.items]
    inlines += [cell for b in blocks if isinstance(b, Table) for row in b.rows for cell in row]
    cited = {part.number for inline in inlines for part in inline if isinstance(part, Cite)}
    assert cited <= numbers
    assert numbers == {1}


def test_a_fact_about_six_households_is_told_without_the_number() -> None:
    six, twelve = markdown(report("en", needy=6.0)), markdown(report("en", needy=12.0))
    assert "Share in need 6%" in twelve
    assert "Share in need" not in six
    assert "too few people to be shown" in six
    profile, outcome = hamlet(needy=6.0)
    told = "\n".join(explanation_text(explained(profile, outcome), program(), "en", profile.values))
    assert "Share in need" not in told


def test_no_line_of_an_explanation_is_wider_than_asked() -> None:
    for values, declared in SITUATIONS.values():
        for lang in ("zh", "en"):
            profile, outcome = hamlet(declared=declared, **values)
            lines = explanation_text(explained(profile, outcome), program(), lang, profile.values, cells=60)
            assert max(width(line) for line in lines) <= 60


def test_headings_and_references_can_be_dressed_for_a_terminal() -> None:
    profile, outcome = hamlet()
    lines = explanation_text(
        explained(profile, outcome), program(), "en", strong=lambda s: f"<{s}>", faint=lambda s: f"~{s}~"
    )
    assert "<Scores>" in lines
    assert any(line.startswith("~") and "hamlet.old-majority" in line for line in lines)


def test_an_explanation_can_be_printed_on_a_terminal_that_speaks_gbk() -> None:
    for values, declared in SITUATIONS.values():
        profile, outcome = hamlet(declared=declared, **values)
        "\n".join(explanation_text(explained(profile, outcome), program(), "zh", profile.values)).encode(
            "gbk"
        )


def test_the_provenance_names_every_pack_with_its_version() -> None:
    made = provenance_of(program(), "2023-12-31")
    assert [(p.id, p.title.en, p.version) for p in made.packs] == [("hamlet", "Hamlets by type", "1.2.0")]
    assert made.as_of == datetime.date(2024, 1, 1)
