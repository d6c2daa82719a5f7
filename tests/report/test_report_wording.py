import ast
import re
from pathlib import Path

from chinese_words import translations
from hypothesis import given
from hypothesis import strategies as st

import classify
from classify.report.width import width
from classify.report.wrap import wrap

ROOT = Path(classify.__file__).parent
NAMES = (
    "charts closing community district draft explanation measures methods needs peers reasons sources "
    "subdistrict verdict wording"
)
MINE = [*sorted((ROOT / "advice").glob("*.py")), *(ROOT / "report" / f"{name}.py" for name in NAMES.split())]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def messages() -> list[str]:
    calls = [
        n for path in MINE for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)
    ]
    return [ast.literal_eval(c.args[0]) for c in calls if isinstance(c.func, ast.Name) and c.func.id == "_"]


def test_every_message_has_a_chinese_wording_with_the_same_placeholders() -> None:
    for message in messages():
        wording = translations().get(message)
        assert wording, message
        assert set(PLACEHOLDER.findall(wording)) <= set(PLACEHOLDER.findall(message)), message


def test_a_sentence_breaks_between_words_and_never_before_a_full_stop() -> None:
    assert wrap("旧屋占比 80%，不低于 50%。", 14) == ["旧屋占比 80%，", "不低于 50%。"]
    assert wrap("Roofs first, then wells.", 12) == ["Roofs first,", "then wells."]
    assert wrap("one two", 6, "- ", "  ") == ["- one", "  two"]


@given(st.text(alphabet="旧屋占比。，（）ab1% ", max_size=60), st.integers(8, 40))
def test_wrapping_loses_nothing_but_blanks(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest = max((len(unit) for unit in re.split(r"[ 旧屋占比]", text)), default=0)
    assert all(width(line) <= max(cells, 2 * longest + 2) for line in lines)
