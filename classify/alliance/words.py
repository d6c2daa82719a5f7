"""The words of the alliance: kinds, levels, roles, layers, with labels and the spellings people use.

They are data. A word that is not listed stays what the file says and becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from classify.intake.wording import listed
from classify.model.text import Text
from classify.texts import LANGUAGES

HIERARCHY, PLACE, PROPERTY, GUIDANCE, LATERAL = "hierarchy", "place", "property", "guidance", "lateral"
LAYERS = (HIERARCHY, PLACE, PROPERTY, GUIDANCE, LATERAL)


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one entry of a vocabulary: its id, its labels and other spellings."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkKind(Word):
    """Hold a kind of link: its layer, and the kinds of unit it may lead from and to (none named: any)."""

    layer: str = LATERAL
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


def _words(*rows: tuple[str, str, str, str]) -> dict[str, Word]:
    return {id_: Word(id_, Text(zh=zh, en=en), tuple(aliases.split())) for id_, zh, en, aliases in rows}


UNIT_KINDS = _words(
    ("party", "党组织", "Party organisation", "党委 党工委 党总支 党支部 街道 街道党工委 区委"),
    ("community", "社区", "Community", "社区党组织 社区居委会 居委会"),
    ("compound", "小区", "Compound", "住宅小区"),
    ("committee", "业委会", "Owners’ committee", "业主委员会 物管会 物业管理委员会 业委会（物管会）"),
    ("firm", "物业企业", "Property firm", "物业 物业公司 物业服务企业"),
    ("government", "机关部门", "Government body", "机关 政府部门 部门 派出所 执法队"),
    ("school", "学校", "School", "幼儿园 高校 中学 小学"),
    ("hospital", "医疗机构", "Hospital or clinic", "医院 卫生服务中心 卫生服务站"),
    ("institution", "事业单位", "Public institution", "院团 文化馆 图书馆"),
    ("enterprise", "企业", "Enterprise", "公司 国企 国有企业 民营企业 银行 非公企业"),
    ("merchant", "商户", "Shop", "个体工商户 个体户 沿街商户"),
    ("social", "社会组织", "Social organisation", "社工机构 公益组织"),
    ("residents", "居民组织", "Residents’ group", "居民自治组织 志愿队 楼组 自治组织"),
    ("other", "其他单位", "Other", "其他"),
)
# Who may pass a request on: it never travels through a firm or a school on the way to a third party.
RELAYS = frozenset({"party", "community"})
# Whose organisation and work coverage is counted: communities and their compounds, firms, enterprises.
COVERABLE = ("community", "compound", "firm", "enterprise", "social")

LEVELS = _words(
    ("province", "省级", "Province", "省 省属"),
    ("city", "市级", "City", "市 市属"),
    ("district", "区级", "District", "区 县级 区属"),
    ("subdistrict", "街道级", "Subdistrict", "街道 乡镇级 镇"),
    ("community", "社区级", "Community", "社区 村级 村社区"),
    ("compound", "小区级", "Compound", "小区 网格 网格级"),
    ("building", "楼栋级", "Building", "楼栋"),
)
RANKS = {level: rank for rank, level in enumerate(LEVELS)}

PARTY_ORG = _words(
    ("own", "独立", "Own", "单独 单独组建 有 是 党支部 党总支 党委"),
    ("joint", "联合", "Joint", "联合组建 联合党支部 挂靠"),
    ("none", "无", "None", "没有 未组建 否"),
)

AGREEMENT_KINDS = _words(
    ("pair", "结对共建", "Partnership", "共建 联建 结对 双方协议 共建协议"),
    ("alliance", "党建联盟", "Alliance", "联盟 区域党建联盟"),
    ("tripartite", "三方协议", "Tripartite agreement", "三方共建协议 社区业委会物业三方协议"),
    ("joint-committee", "大党委", "Joint Party committee", "大工委 社区大党委 街道大工委"),
    ("other", "其他协议", "Other", "其他"),
)
STATUSES = _words(("signed", "已签", "Signed", "生效 已签订"), ("proposed", "拟建", "Proposed", "建议 待签"))

WISHES = _words(
    ("proposed", "拟建", "Proposed", "建议"),
    ("locked", "锁定", "Locked", "同意 确认 保留"),
    ("forbidden", "排除", "Forbidden", "不同意 禁止 否决"),
)

MODES = _words(
    ("organisation", "组织联建", "Joined organisations", "组织"),
    ("resources", "资源联用", "Shared resources", "资源"),
    ("affairs", "事务联治", "Joint affairs", "事务"),
    ("results", "成果联享", "Shared results", "成果"),
)

ROLES = _words(
    ("member", "成员", "Member", "成员单位 参加单位"),
    ("host", "牵头", "Host", "牵头单位 盟主单位 发起单位"),
    ("community", "社区方", "Community", "社区 社区党组织"),
    ("committee", "业委会方", "Owners’ committee", "业委会 物管会"),
    ("firm", "物业方", "Property firm", "物业企业 物业"),
    ("compound", "所涉小区", "Compound", "小区"),
    ("provider", "提供方", "Provider", "资源方 服务方"),
    ("receiver", "受益方", "Receiver", "需求方"),
    ("part-time", "兼职委员单位", "Part-time member", "兼职委员"),
)
# A tripartite agreement has exactly one of each, and each is a unit of that kind.
TRIPARTITE = ("community", "committee", "firm", "compound")

LINK_KINDS: dict[str, LinkKind] = {
    kind.id: kind
    for kind in (
        LinkKind("superior", Text(zh="隶属", en="Superior"), ("上级", "隶属关系"), HIERARCHY),
        LinkKind(
            "located", Text(zh="属地", en="Located in"), ("驻在", "所在社区"), PLACE, targets=frozenset({"community"})
        ),
        LinkKind(
            "manages", Text(zh="物业服务", en="Manages"), ("管理", "服务小区"), PROPERTY,
            frozenset({"firm"}), frozenset({"compound"}),
        ),
        LinkKind(
            "represents", Text(zh="代表业主", en="Represents"), ("业主代表",), PROPERTY,
            frozenset({"committee"}), frozenset({"compound"}),
        ),
        LinkKind(
            "instructor", Text(zh="党建指导", en="Party-building instructor"), ("指导员", "党建指导员"), GUIDANCE,
            frozenset({"party", "community", "government", "institution"}),
        ),
        LinkKind(
            "contact", Text(zh="联系点", en="Contact point"), ("领导联系点", "挂钩联系"), GUIDANCE,
            frozenset({"party", "government"}),
        ),
        LinkKind("twin", Text(zh="结对", en="Twinned"), ("结对关系",)),
        LinkKind("service", Text(zh="服务", en="Serves"), ("反馈", "回馈", "服务关系")),
        LinkKind(
            "whistle", Text(zh="吹哨报到", en="Whistle and report"), ("吹哨", "报到"),
            sources=frozenset({"community"}), targets=frozenset({"government", "party", "institution"}),
        ),
    )
}  # fmt: skip

SUPPLY_KINDS = _words(
    ("parking", "停车充电", "Parking and charging", "停车 充电 错时停车"),
    ("property", "物业服务", "Property service", "物业"),
    ("repair", "设施维修", "Repairs", "维修 设施"),
    ("order", "环境秩序", "Order and environment", "环境 秩序"),
    ("safety", "安全消防", "Safety", "消防 安全"),
    ("elder", "养老助餐", "Care for older people", "养老 助餐 为老服务"),
    ("child", "托育教育", "Children and education", "托育 教育 托管"),
    ("health", "医疗健康", "Health", "义诊 医疗 健康"),
    ("hardship", "帮困救助", "Help in hardship", "帮困 救助 慰问"),
    ("law", "法律调解", "Law and mediation", "普法 调解 法律"),
    ("culture", "文化体育", "Culture and sport", "文化 体育 文艺"),
    ("venue", "场地阵地", "Rooms", "场地 阵地"),
    ("volunteer", "志愿力量", "Volunteers", "志愿 志愿服务"),
    ("jobs", "就业创业", "Jobs", "就业 岗位"),
    ("guidance", "党建指导", "Party-building guidance", "党建"),
    ("money", "资金物资", "Money and goods", "资金 物资"),
    ("other", "其他", "Other", ""),
)

RANGES = _words(
    ("all", "全区", "Everywhere", "区 全区范围 不限"),
    ("subdistrict", "本街道", "Own subdistrict", "街道"),
    ("community", "本社区", "Own community", "社区"),
)
YES_NO = _words(("yes", "是", "Yes", "y true 1 紧急 急"), ("no", "否", "No", "n false 0 一般"))


def in_all(text: Text) -> tuple[str, ...]:
    """Return a label in every language and script it is written in: what goes out in one of them comes back."""
    return tuple(dict.fromkeys(text.say(lang) for lang in LANGUAGES))


def label(words: dict[str, Word] | dict[str, LinkKind], id_: str) -> Text:
    """Return the label of an id; a word of the user's own is its own label."""
    word = words.get(id_)
    return word.label if word else Text(zh=id_, en=id_)


def labels(words: dict[str, Word], ids: Iterable[str]) -> Text:
    """Return several labels as one enumeration."""
    return listed(label(words, id_) for id_ in ids)
