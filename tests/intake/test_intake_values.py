"""What a cell may say, by the type of its field."""

import datetime as dt

import pytest
from intake_tables import BY_ID

from classify.intake.cells import Broken, Percent
from classify.intake.values import reader
from classify.intake.verdicts import Complaint, How, Noted, Parts, Rejected

READ = [
    ("residents_total", "1133", 1133.0),
    ("residents_total", "1,133", 1133.0),
    ("residents_total", "１，１３３", 1133.0),
    ("residents_total", " 1133　", 1133.0),
    ("residents_total", 1133, 1133.0),
    ("residents_total", 1132.9999999999998, 1133.0),
    ("residents_total", "0", 0.0),
    ("area_km2", "0.49", 0.49),
    ("area_km2", "１．５", 1.5),
    ("area_km2", "1.5e1", 15.0),
    ("rented_share", "25%", 0.25),
    ("rented_share", "25.5 %", 0.255),
    ("rented_share", "25.1%", 0.251),
    ("rented_share", "２５．５％", 0.255),
    ("rented_share", "3‰", 0.003),
    ("rented_share", "0.25", 0.25),
    ("rented_share", "100%", 1.0),
    ("rented_share", Percent(0.231), 0.231),
    ("rented_share", 0.231, 0.231),
    ("satisfaction", "92.5", 92.5),
    ("satisfaction", "92.5%", 92.5),
    ("satisfaction", Percent(0.57), 57.0),
    ("median_build_year", "1998", 1998.0),
    ("median_build_year", "1998年", 1998.0),
    ("median_build_year", 1998, 1998.0),
    ("designated", "是", True),
    ("designated", "√", True),
    ("designated", "TRUE", True),
    ("designated", "１", True),
    ("designated", True, True),
    ("designated", 1, True),
    ("designated", "无", False),
    ("designated", "No", False),
    ("designated", 0.0, False),
    ("heritage_zone", "core", "core"),
    ("heritage_zone", "核心保护区", "core"),
    ("heritage_zone", "Core  Zone", "core"),
    ("community_code", "320508017001", "320508017001"),
    ("community_code", 320508017001, "320508017001"),
    ("community_code", 320508017001.0, "320508017001"),
    ("community_code", "３２０５０８０１７００１", "320508017001"),
    ("community_name", "梅园\n社区 ", "梅园 社区"),
    ("community_name", "e\u0301", "\u00e9"),
    ("community_name", 12, "12"),
    ("as_of_date", "2024-12-31", "2024-12-31"),
    ("as_of_date", "2024/6/30", "2024-06-30"),
    ("as_of_date", "2024年6月30日", "2024-06-30"),
    ("as_of_date", 20240630, "2024-06-30"),
    ("as_of_date", dt.datetime(2024, 6, 30), "2024-06-30"),  # noqa: DTZ001  # as openpyxl gives it
]
REFUSED = [
    ("residents_total", "若干", "INTAKE012"),
    ("residents_total", "几百", "INTAKE012"),
    ("residents_total", "十几", "INTAKE012"),
    ("residents_total", "1 2", "INTAKE012"),
    ("residents_total", "40-30", "INTAKE012"),
    ("residents_total", "约", "INTAKE012"),
    ("residents_total", "1200户", "INTAKE059"),
    ("area_km2", "3人", "INTAKE059"),
    ("residents_total", "5.5", "INTAKE012"),
    ("residents_total", "25%", "INTAKE012"),
    ("residents_total", Percent(12.0), "INTAKE012"),
    ("residents_total", "5²", "INTAKE012"),
    ("residents_total", "1_000", "INTAKE012"),
    ("residents_total", "0,133", "INTAKE012"),
    ("residents_total", "1,1333", "INTAKE012"),
    ("residents_total", "1e999", "INTAKE012"),
    ("residents_total", float("nan"), "INTAKE012"),
    ("residents_total", 10**400, "INTAKE012"),
    ("residents_total", True, "INTAKE012"),
    ("residents_total", dt.datetime(2024, 3, 4), "INTAKE012"),  # noqa: DTZ001  # 3-4, turned into a date
    ("residents_total", Broken.UNCALCULATED, "INTAKE030"),
    ("residents_total", "#DIV/0!", "INTAKE031"),
    ("rented_share", "25", "INTAKE015"),
    ("rented_share", 25.0, "INTAKE015"),
    ("rented_share", "1.01", "INTAKE015"),
    ("rented_share", "101%", "INTAKE015"),
    ("rented_share", "-5%", "INTAKE015"),
    ("rented_share", "过半", "INTAKE012"),
    ("median_build_year", "85", "INTAKE012"),
    ("median_build_year", "解放前", "INTAKE012"),
    ("median_build_year", "2000年前", "INTAKE012"),
    ("median_build_year", "2003-10", "INTAKE012"),
    ("median_build_year", dt.datetime(1905, 6, 20), "INTAKE012"),  # noqa: DTZ001  # 1998 under a date format
    ("designated", "2", "INTAKE012"),
    ("designated", "也许", "INTAKE012"),
    ("heritage_zone", "核心区域", "INTAKE017"),
    ("community_code", "32050801700", "INTAKE018"),
    ("community_code", "3.20508E+11", "INTAKE032"),
    ("community_code", 913501000000100043, "INTAKE032"),
    ("community_code", 1.5, "INTAKE012"),
    ("community_name", "梅园\x1b[31m", "INTAKE012"),
    ("community_name", "#N/A", "INTAKE031"),
    ("community_name", dt.time(8), "INTAKE012"),
    ("as_of_date", "2024-02-30", "INTAKE012"),
    ("as_of_date", "31/12/2024", "INTAKE012"),
    ("as_of_date", 45657, "INTAKE012"),
]


ASSUMED = [
    ("residents_total", "约5300", 5300.0),
    ("residents_total", "约3000人", 3000.0),
    ("residents_total", "5千余", 5000.0),
    ("residents_total", "1.23万", 12300.0),
    ("residents_total", "1.2万余人", 12000.0),
    ("residents_total", "一万二", 12000.0),
    ("residents_total", "三千五百", 3500.0),
    ("residents_total", "三千零五", 3005.0),
    ("residents_total", "30-40", 35.0),
    ("residents_total", "1-2万", 15000.0),
    ("residents_total", "3~5千", 4000.0),
    ("residents_total", "超过5000人", 5000.0),
    ("area_km2", "49公顷", 0.49),
    ("area_km2", "约0.5", 0.5),
    ("rented_share", "三成半", 0.35),
    ("rented_share", "二成三", 0.23),
    ("rented_share", "30-40%", 0.35),
    ("rented_share", "30%-40%", 0.35),
    ("rented_share", "约25%", 0.25),
    ("rented_share", "百分之二十五", 0.25),
    ("rented_share", "四分之一", 0.25),
    ("rented_share", "一半", 0.5),
    ("median_build_year", "90年代", 1995.0),
    ("median_build_year", "上世纪80年代末", 1988.0),
    ("median_build_year", "2003-2010年", 2006.0),
    ("median_build_year", "一九八五年", 1985.0),
    ("median_build_year", "约1985年", 1985.0),
    ("heritage_zone", "核心", "core"),
    ("as_of_date", "2024年6月", "2024-06-30"),
    ("as_of_date", "2024年", "2024-12-31"),
]
MISSING = [
    "—",
    "-",
    "/",
    "——",
    "暂无数据",
    "未统计",
    "N/A",
    "无",
    "不详",
    "（暂无）",
    "暂未统计",
    "尚未统计",
    "未掌握",
]


@pytest.mark.parametrize(("name", "raw", "value"), ASSUMED)
def test_a_cell_that_rests_on_an_assumption_is_read_with_a_note(name, raw, value):
    found = reader(BY_ID[name])(raw)
    assert isinstance(found, Noted)
    assert found.value == pytest.approx(value) if isinstance(value, float) else found.value == value
    assert found.note.code == "INTAKE053"


@pytest.mark.parametrize("raw", MISSING)
def test_a_cell_that_says_it_is_not_known_is_missing_with_a_note(raw):
    assert reader(BY_ID["residents_total"])(raw) == Noted(
        None, Complaint("INTAKE054", {"field": BY_ID["residents_total"].label})
    )


def test_a_small_number_of_people_is_not_quoted():
    found = reader(BY_ID["residents_total"])("约5人")
    assert isinstance(found, Noted)
    assert str(found.note.fill["value"]) == "<10"
    assert "5" not in str(found.note.fill["written"])


def test_a_share_in_a_column_of_counts_waits_for_the_total():
    assert reader(BY_ID["residents_60plus"], How(convertible=True))("25%") == Parts(0.25)


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_a_cell_that_can_mean_one_thing_only_is_read(name, raw, value):
    found = reader(BY_ID[name])(raw)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("name", "raw", "code"), REFUSED)
def test_a_cell_that_may_mean_something_else_is_a_complaint(name, raw, code):
    with pytest.raises(Rejected) as rejected:
        reader(BY_ID[name])(raw)
    assert rejected.value.complaint.code == code


@pytest.mark.parametrize("name", BY_ID)
@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000", "\u200b", "\n"])
def test_a_blank_cell_is_missing_and_no_complaint(name, blank):
    assert reader(BY_ID[name])(blank) is None
