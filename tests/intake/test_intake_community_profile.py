"""The fields the product ships, and the sample district read with them."""

from pathlib import Path

import pytest
import yaml

from classify.intake import read_profiles
from classify.intake.vocabulary import Vocabulary
from classify.intake.wording import fold
from classify.model.field import Field
from classify.model.profile import Table

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "community-profile"


def shipped_fields() -> list[Field]:
    # Read without the pack loader, so that this stage is tested alone.
    entries = []
    for path in sorted(PACK.glob("fields-*.yaml")):
        entries += yaml.safe_load(path.read_text(encoding="utf-8"))["fields"]
    return [Field.model_validate({**entry, "basis": None}) for entry in entries]


def shipped_table() -> Table:
    return Table.model_validate(yaml.safe_load((PACK / "table.yaml").read_text(encoding="utf-8"))["table"])


def test_no_heading_could_mean_two_fields():
    owners: dict[str, str] = {}
    for field in shipped_fields():
        for name in (field.id, field.label.zh, field.label.en, *field.aliases):
            assert owners.setdefault(fold(name), field.id) == field.id, name


def test_the_sample_district_reads_the_same_from_text_and_workbook():
    sample = ROOT / "samples" / "district"
    text, book = (
        read_profiles([sample / name], shipped_fields(), shipped_table())
        for name in ("communities.csv", "communities.xlsx")
    )
    assert text.ok
    assert book.ok
    assert len(text.profiles) == 169
    assert [profile.values for profile in text.profiles] == [profile.values for profile in book.profiles]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("街镇", "subdistrict_name"),
        ("60周岁以上老人", "residents_60plus"),
        ("60岁以上老年人数", "residents_60plus"),
        ("群众满意率", "satisfaction_pct"),
    ],
)
def test_headings_offices_use_are_known(heading, field):
    found = Vocabulary(shipped_fields()).find((heading,))
    assert found is not None
    assert found.target.id == field


def test_a_heading_that_may_be_of_two_kinds_of_dwellings_is_left_open():
    assert Vocabulary(shipped_fields()).find(("老旧小区套数",)) is None
