import pytest

from classify.report.site.initials import MOST, initials


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("柳浦名邸社区", ["lpmdsq"]),
        ("听橹巷社区", ["tlxsq"]),
        ("重庆路长乐社区", ["cqlclsq", "cqlzysq"]),
        ("浒墅关", ["hsg", "xsg"]),
        ("A区3号 Lower Mill", ["aq3hlowermill"]),
        ("葑溪", ["fx"]),
        ("𠮷祥里=社区", ["xlsq"]),
        ("（）——", [""]),
        ("", [""]),
    ],
)
def test_a_name_is_found_by_the_first_letters_of_its_pinyin(name: str, found: list[str]) -> None:
    assert set(found) <= set(initials(name).split() or [""])


def test_a_name_of_many_readings_has_few_spellings() -> None:
    assert len(initials("长长长长长长行行行乐乐").split()) == MOST
