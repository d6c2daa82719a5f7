"""The fields the product ships, and the sample district read with them."""

from pathlib import Path

import yaml

from classify.intake import read_profiles
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
