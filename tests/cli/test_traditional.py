"""With --lang zh-Hant everything the product itself says is in Traditional characters; names in tables stay as they are."""

import csv
import pickle
import re
from functools import cache, partial
from pathlib import Path

import opencc
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from classify.cli import cli
from classify.engine import Run, run
from classify.intake.wording import did_you_mean, fold, listed, same
from classify.model.text import Text, composed
from classify.texts import script

ROOT = Path(__file__).parents[2]
SAMPLE, ALLIANCE = ROOT / "samples" / "district" / "communities.csv", ROOT / "samples" / "alliance"
NAMES = {
    SAMPLE: ("社区名称", "所属街道"),
    ALLIANCE / "units.csv": ("单位名称", "所属街道"),
    ALLIANCE / "agreements.csv": ("协议名称", "文号"),
}
# A sole trader's registered name is replaced while the table is read, in every language by the same words.
MASKED = r"个体工商户 \w+"


@cache
def simplified_only() -> frozenset[str]:
    """Return the characters that OpenCC never leaves as they are: 里 and 后 are both, 区 and 说 are not."""
    lines = (Path(opencc.__file__).parent / "dictionary" / "STCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in lines.splitlines())
    return frozenset(old for old, new in pairs if old not in new.split(" ")) - set("群峰托閑核")


@cache
def _data() -> re.Pattern[str]:
    names = {MASKED}
    for path, columns in NAMES.items():
        with path.open(encoding="utf-8-sig") as file:
            names |= {re.escape(row[c]) for row in csv.DictReader(file) for c in columns if row[c]}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def simplified(text: str) -> set[str]:
    """Return the lines that hold a Simplified character, names from the tables taken out before."""
    lines = _data().sub("", text).splitlines()
    return {line for line in lines if simplified_only() & set(line)}


def classify(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def sample() -> Run:
    return run([SAMPLE])


# D01-021 is close, D01-001 clear, D01-005 has open streets.
@pytest.mark.parametrize("id_", ["D01-001", "D01-005", "D01-021"])
def test_an_explanation_is_traditional_throughout(id_: str) -> None:
    said = classify("explain", SAMPLE, id_, "--lang", "zh-Hant")
    assert simplified(said) == set()
    assert "社區" in said
    assert "社群" not in said
    assert len(simplified(classify("explain", SAMPLE, id_, "--lang", "zh"))) > 20


def test_reports_are_traditional_throughout(sample: Run) -> None:
    for outcome in sample.outcomes[::10]:
        assert simplified(str(sample.render(sample.document(outcome, "zh-Hant")))) == set()
    group = sample.outcomes[0].group
    for lang, few in (("zh-Hant", True), ("zh", False)):
        whole = (sample.render(d) for d in (sample.summary(lang), sample.subdistrict(group, lang)))
        assert [not simplified(str(text)) for text in whole] == [few, few]


@pytest.mark.parametrize(("lang", "clean"), [("zh-Hant", True), ("zh", False)])
def test_answers_about_the_alliance_are_traditional_throughout(
    tmp_path: Path, lang: str, *, clean: bool
) -> None:
    out = tmp_path / "coverage.xlsx"
    shown = classify(
        "alliance", "coverage", ALLIANCE, "--all", "--lang", lang, "--out", out, "--format", "xlsx"
    )
    book = load_workbook(out)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert len(cells) > 1000
    assert (simplified("\n".join([shown.replace(str(out), ""), *book.sheetnames, *cells])) == set()) == clean


def test_names_and_texts_of_others_are_never_converted() -> None:
    own = Text(zh="图书馆与书店", en="Library and bookshop")
    assert own.say("zh-Hant") == own.zh
    assert same("灯船巷社区").say("zh-Hant") == "灯船巷社区"
    assert script("灯船巷社区", "zh-Hant") == "灯船巷社区"
    assert script("社区", "zh-Hant") == "社區"
    assert [script("社区", lang) for lang in ("zh", "en")] == ["社区", "社区"]


def test_a_composed_text_is_worded_from_its_parts_in_every_script() -> None:
    label, name = Text(zh="户籍人口", en="Registered"), same("图书馆")
    text = listed([label, name])
    assert [text.say(lang) for lang in ("zh", "en", "zh-Hant")] == [
        "户籍人口、图书馆", "Registered, 图书馆", "戶籍人口、图书馆"
    ]  # fmt: skip
    assert did_you_mean(label).say("zh-Hant") == "；是不是“戶籍人口”？"
    assert did_you_mean(None).say("zh-Hant") == ""


def test_a_composed_text_is_equal_by_its_wordings_and_travels_between_processes() -> None:
    text, plain = composed(partial(str.format, "{}")), Text(zh="zh", en="en")
    assert text == plain
    assert plain == text
    assert {text: 1}[plain] == 1
    assert pickle.loads(pickle.dumps(text)).say("zh-Hant") == "zh-Hant"  # noqa: S301 - our own


def test_what_is_written_in_traditional_characters_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import wordings  # noqa: PLC0415 - a tool, not a package

    found = wordings.wordings()
    assert sum(script(text, "zh-Hant") != text for text in found) > 1000
    assert [text for text in found if fold(script(text, "zh-Hant")) != fold(text)] == []
