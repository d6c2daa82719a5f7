"""What each table may hold: its columns with labels, aliases and the kind of cell. Reading and template share it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from classify.alliance import words
from classify.alliance.rows import Activity, Agreement, Link, Mark, Need, Offer, Party, Unit
from classify.alliance.words import in_all
from classify.model.text import Text

# What is larger is a slip of the keyboard, and would make endless work.
MANY, MOST_PROVIDERS, MOST_KM = 1_000_000, 100, 20_000
NOTES = Text(zh="说明", en="Notes")  # the template's own sheet of explanations


@dataclass(frozen=True, slots=True)
class Column:
    """Describe a column: `cell` is the kind of its cells, `words` what a choice may be, `most` the largest number.

    `unknown` is the code of a word that is none of `words`: most tables may hold words of their own.
    """

    name: str
    label: Text
    cell: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    words: Mapping[str, words.Word] | None = field(default=None, compare=False)
    about: Text | None = None
    most: float = MANY
    unknown: str = "ALLIANCE011"

    @property
    def labels(self) -> tuple[str, ...]:
        """Return what the column is called in every language it may be written in."""
        return in_all(self.label)


@dataclass(frozen=True, slots=True)
class Table:
    """Describe a table: the row it makes and the columns in the order of the row's fields."""

    id: str
    label: Text
    row: Any
    columns: tuple[Column, ...]
    key: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return what a sheet, a file or a section of this table may be called."""
        return (self.id, *in_all(self.label), *self.aliases)

    def column(self, name: str) -> Column:
        """Return the column of a field."""
        return next(c for c in self.columns if c.name == name)


def _c(name: str, zh: str, en: str, cell: str = "text", aliases: str = "", **more: Any) -> Column:
    return Column(name, Text(zh=zh, en=en), cell, tuple(aliases.split()), **more)


def _note(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


def _dates() -> tuple[Column, Column]:
    return (
        _c("valid_from", "起始日期", "Valid from", "date", "生效日期 开始日期 签订日期 start"),
        _c("valid_to", "终止日期", "Valid to", "date", "到期日期 截止日期 结束日期 end",
           about=_note("含当日；长期有效则留空", "Inclusive; leave empty if open-ended")),
    )  # fmt: skip


UNITS = Table(
    "units", Text(zh="单位", en="Units"), Unit,
    (
        _c("id", "单位编号", "Unit id", "id", "编号 代码 本地稳定编号", required=True),
        _c("name", "单位名称", "Unit name", "name", "名称 社区名称", required=True),
        _c("kind", "单位类别", "Kind", "choice", "类别 单位类型 类型", required=True, words=words.UNIT_KINDS),
        _c("level", "层级", "Level", "choice", "级别 单位层级", words=words.LEVELS),
        _c("superior", "上级单位", "Superior", "ids", "隶属 上级 上级党组织 上级编号"),
        _c("place", "所在社区", "Place", "id", "属地社区 社区编号 驻在社区",
           about=_note("填社区的单位编号", "The id of the community")),
        _c("subdistrict", "所属街道", "Subdistrict", "name", "街道"),
        _c("uscc", "统一社会信用代码", "USCC", "code", "信用代码 社会信用代码"),
        _c("party_org", "党组织设置", "Party organisation", "choice", "党组织 党组织情况", words=words.PARTY_ORG),
        _c("contact", "联系岗位", "Contact post", "name", "联系部门 联系单位岗位",
           about=_note("只填部门或岗位，不填姓名电话", "A department or post, no names or telephone numbers")),
        _c("x", "经度", "Longitude", "degree", "x", most=180),
        _c("y", "纬度", "Latitude", "degree", "y", most=90),
        *_dates(),
    ), "id",
)  # fmt: skip

AGREEMENTS = Table(
    "agreements", Text(zh="协议", en="Agreements"), Agreement,
    (
        _c("id", "协议编号", "Agreement id", "id", "编号", required=True),
        _c("name", "协议名称", "Title", "name", "名称 协议标题 标题", required=True),
        _c("kind", "协议类别", "Kind", "choice", "类别 协议类型 类型", required=True, words=words.AGREEMENT_KINDS),
        _c("status", "状态", "Status", "choice", "协议状态", words=words.STATUSES, unknown="ALLIANCE051"),
        _c("document", "文号", "Document number", "name", "文件编号 协议文号"),
        _c("modes", "四联方式", "Modes", "choices", "四联 共建方式", words=words.MODES),
        *_dates(),
    ), "id",
)  # fmt: skip

PARTIES = Table(
    "parties", Text(zh="协议方", en="Parties"), Party,
    (
        _c("agreement", "协议编号", "Agreement id", "id", "协议", required=True),
        _c("unit", "单位编号", "Unit id", "id", "单位 签约单位", required=True),
        _c("role", "角色", "Role", "choice", "身份 签约身份", words=words.ROLES),
        *_dates(),
        _c("offer", "资源编号", "Offer id", "id", "提供资源 资源"),
        _c("amount", "占用名额", "Amount", "count", "占用量 名额"),
        _c("pledged", "承诺次数", "Pledged", "count", "承诺场次 承诺"),
    ),
)  # fmt: skip

LINKS = Table(
    "links", Text(zh="联系", en="Links"), Link,
    (
        _c("source", "起点单位", "From", "id", "甲方 来源单位 起点", required=True),
        _c("target", "终点单位", "To", "id", "乙方 目标单位 终点", required=True),
        _c("kind", "联系类别", "Kind", "choice", "类别 联系类型 类型", required=True, words=words.LINK_KINDS),
        *_dates(),
    ),
)  # fmt: skip

OFFERS = Table(
    "offers", Text(zh="资源", en="Offers"), Offer,
    (
        _c("id", "资源编号", "Offer id", "id", "编号", required=True),
        _c("unit", "单位编号", "Unit id", "id", "单位 提供单位", required=True),
        _c("kind", "资源类别", "Kind", "choice", "类别 资源类型 类型", required=True, words=words.SUPPLY_KINDS),
        _c("capacity", "可服务数", "Capacity", "count", "容量 名额 可服务社区数"),
        _c("range", "服务范围", "Range", "choice", "范围", words=words.RANGES),
        _c("reach_km", "服务半径", "Reach in km", "number", "服务半径公里 半径", most=MOST_KM),
        *_dates(),
    ), "id",
)  # fmt: skip

NEEDS = Table(
    "needs", Text(zh="需求", en="Needs"), Need,
    (
        _c("id", "需求编号", "Need id", "id", "编号", required=True),
        _c("community", "社区编号", "Community id", "id", "社区 提出社区 单位编号", required=True),
        _c("kind", "需求类别", "Kind", "choice", "类别 需求类型 资源类别 类型", required=True, words=words.SUPPLY_KINDS),
        _c("urgent", "是否紧急", "Urgent", "yes", "紧急"),
        _c("wanted", "需要家数", "Providers wanted", "count", "家数 需要单位数", most=MOST_PROVIDERS),
        _c("source", "来源", "Source", "name", "需求来源 清单条目"),
        *_dates(),
        _c("remarks", "备注", "Remarks", "text"),
    ), "id",
)  # fmt: skip

ACTIVITIES = Table(
    "activities", Text(zh="活动", en="Activities"), Activity,
    (
        _c("date", "活动日期", "Date", "date", "日期", required=True),
        _c("agreement", "协议编号", "Agreement id", "id", "协议"),
        _c("source", "开展单位", "From", "id", "单位编号 起点单位 开展方"),
        _c("target", "服务单位", "To", "id", "服务对象 终点单位"),
        _c("mode", "四联方式", "Mode", "choice", "四联", words=words.MODES),
        _c("times", "场次", "Times", "count", "次数"),
    ), aliases=("活动记录",),
)  # fmt: skip

TABLES = (UNITS, AGREEMENTS, PARTIES, LINKS, OFFERS, NEEDS, ACTIVITIES)

PROPOSALS = Table(
    "proposals", Text(zh="拟建清单", en="Proposals"), Mark,
    (
        _c("status", "状态", "Status", "choice", required=True, words=words.WISHES, unknown="ALLIANCE062"),
        _c("need", "需求编号", "Need id", "id", required=True),
        _c("community", "社区编号", "Community id", "id"),
        _c("community_name", "社区名称", "Community name", "name"),
        _c("kind", "需求类别", "Kind", "name", "类别"),
        _c("urgent", "是否紧急", "Urgent", "yes"),
        _c("offer", "资源编号", "Offer id", "id", required=True),
        _c("unit", "单位编号", "Unit id", "id"),
        _c("unit_name", "单位名称", "Unit name", "name"),
        _c("new", "是否新结对", "New relation", "yes", "是否新关系"),
        _c("reason", "理由", "Reason", "text"),
    ), aliases=("结对建议",),
)  # fmt: skip
