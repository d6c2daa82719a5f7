"""Say which columns the office's table has, and which Chinese words stand in them.

`HEADINGS` maps a field id of the pack `community-profile` to the heading the office writes; a test
holds the headings against the labels and aliases of the pack.
"""

from typing import Any

FORMS = ("traditional", "old_estate", "commodity", "resettlement", "affordable_dorm", "other")
PROPERTY_MODES = ("market", "state", "shared", "self_managed", "entrusted", "none")
TEAMS = ("pioneers", "doctors", "police", "mediators", "planners", "heritage_surveyors")
POINTS = ("convenience", "day_care", "meals", "health", "deliberation", "culture", "micro")
TICKETS = (
    *("property", "parking", "noise", "fumes", "sanitation", "repair", "lift"),
    *("street", "illegal", "elderly", "childcare", "government", "other"),
)

HEADINGS = {
    "local_id": "本地稳定编号",
    "community_code": "统计用区划代码",
    "community_name": "社区名称",
    "subdistrict_name": "所属街道",
    "as_of_date": "数据时点",
    "circle": "所属圈层",
    "area_km2": "辖区面积",
    "residents_total": "常住人口",
    "registered_population": "户籍人口",
    "households_total": "总户数",
    "population_basis": "人口口径",
    "residents_60plus": "60岁及以上人口",
    "residents_65plus": "65岁及以上人口",
    "residents_80plus": "80岁及以上人口",
    "residents_0_14": "0至14岁人口",
    "migrants_total": "流动人口",
    "rented_dwellings": "出租住房套数",
    "dwellings_total": "住宅总套数",
    "dwellings_traditional": "传统民居套数",
    "dwellings_old_estate": "老新村住房套数",
    "dwellings_commodity": "商品房套数",
    "dwellings_resettlement": "动迁安置房套数",
    "dwellings_affordable_dorm": "保障房与集宿套数",
    "dwellings_other": "其他住房套数",
    "dwellings_pre2001": "2000年底前建成套数",
    "median_build_year": "建成年代中位数",
    "dwellings_open": "开放街巷住房套数",
    "compounds_total": "住宅小区数",
    "compounds_gated": "封闭小区数",
    "compounds_with_property": "有物业服务小区数",
    "compounds_property_market": "商业物业小区数",
    "compounds_property_state": "国资物业小区数",
    "compounds_property_shared": "共享物业小区数",
    "compounds_property_self_managed": "居民自管小区数",
    "compounds_property_entrusted": "社区代管小区数",
    "compounds_property_none": "无人管理小区数",
    "compounds_with_committee": "已建业委会小区数",
    "compounds_committee_party": "业委会党组织数",
    "heritage_zone": "历史保护区划",
    "protected_buildings": "文物与控保建筑数",
    "residential_gfa": "住宅建筑面积",
    "commercial_gfa": "商业办公建筑面积",
    "business_units": "经营主体数",
    "designated_commercial_district": "在册商圈",
    "daytime_ratio": "昼夜人口比",
    "resident_units": "驻区单位数",
    "community_workers": "社区工作者数",
    "grids": "网格数",
    "grid_workers": "网格员数",
    "team_pioneers": "海棠先锋人数",
    "team_doctors": "社区医生人数",
    "team_police": "社区民警人数",
    "team_mediators": "社区调解员人数",
    "team_planners": "社区规划师人数",
    "team_heritage_surveyors": "古城体检师人数",
    "service_area_m2": "综合服务设施面积",
    "service_points_convenience": "便民服务点数",
    "service_points_day_care": "日间照料点数",
    "service_points_meals": "助餐点数",
    "service_points_health": "卫生服务点数",
    "service_points_deliberation": "议事点数",
    "service_points_culture": "文化休闲点数",
    "service_points_micro": "海棠红韵微阵地数",
    "blocks_total": "住宅楼幢数",
    "blocks_no_lift": "无电梯多层楼幢数",
    "parking_spaces": "停车位数",
    "origin_villages": "动迁来源村数",
    "tickets_total": "诉求总量",
    "tickets_property": "物业类诉求",
    "tickets_parking": "停车充电类诉求",
    "tickets_noise": "噪音类诉求",
    "tickets_fumes": "油烟类诉求",
    "tickets_sanitation": "环境卫生类诉求",
    "tickets_repair": "设施维修类诉求",
    "tickets_lift": "电梯类诉求",
    "tickets_street": "占道街面类诉求",
    "tickets_illegal": "违建群租类诉求",
    "tickets_elderly": "养老助餐类诉求",
    "tickets_childcare": "托育教育类诉求",
    "tickets_government": "政务咨询类诉求",
    "tickets_other": "其他诉求",
    "satisfaction_pct": "居民满意度",
    "satisfaction_n": "满意度样本量",
    "low_income_households": "困难家庭户数",
    "declared_type": "认定类型",
    "declared_on": "认定日期",
    "declared_basis": "认定依据",
}

DECLARED = ("declared_type", "declared_on", "declared_basis")
IDENTITY = ("local_id", "community_code", "community_name", "subdistrict_name", "as_of_date", "circle")

TYPE_LABELS = {
    "open-street": "开放式街区型",
    "old-estate": "老新村型",
    "commodity": "普通商品房型",
    "resettlement": "动迁安置型",
    "commercial": "商圈型",
    "mixed": "混合型",
}

WORDS: dict[str, dict[Any, str]] = {
    "population_basis": {"resident": "常住", "registered": "户籍"},
    "heritage_zone": {
        "none": "不涉及",
        "coordination": "风貌协调区",
        "historic_district": "历史文化街区",
        "core": "核心保护范围",
    },
    "designated_commercial_district": {True: "是", False: "否"},
    "declared_type": TYPE_LABELS,
}


def in_words(field: str, value: str | float | None) -> str | float | None:
    """Say a value as the office writes it: choices and flags in Chinese, missing as nothing."""
    return None if value is None else WORDS.get(field, {}).get(value, value)
