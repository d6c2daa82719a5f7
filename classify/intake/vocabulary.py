"""Know every name a heading may have, and tell how surely a heading means a field."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from classify.expression.tree import Arithmetic, Call, Name, Node
from classify.intake.units import Unit, unit_in
from classify.intake.wording import fold
from classify.model.field import Field, Indicator
from classify.model.text import Text

HOW = {
    "mapping": Text(zh="按对照表", en="by the mapping"),
    "name": Text(zh="名称或别名", en="name or alias"),
    "unit": Text(zh="去掉单位后相同", en="the same without the unit"),
    "joined": Text(zh="上下级表头合读", en="two levels of heading joined"),
    "plain": Text(zh="去掉虚词后相同", en="the same without filler words"),
    "bracket": Text(zh="去掉括注后相同", en="the same without the words in brackets"),
    "stem": Text(zh="省去了所数的对象", en="what is counted was left out"),
    "asked": Text(zh="人工指定", en="as answered"),
}
_BRACKET = re.compile(r"[(（\[【<《]([^()（）\[\]【】<>《》]*)[)）\]】>》]")
_SLASHED = re.compile(r"[/,:]([^/,:]{1,6})$")
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.、]|[一二三四五六七八九十]{1,3}、|其中[:：]?)+")
_SAME = tuple(
    (re.compile(old), new)
    for old, new in (
        ("周岁", "岁"), ("及其以上|及以上", "以上"), ("六十岁", "60岁"), ("六十五岁", "65岁"), ("八十岁", "80岁"),
        ("楼栋|幢楼|栋楼", "楼幢"), ("栋", "幢"), ("所占比例|所占比重|占比例|比例|比重|百分比|占比率", "占比"),
        ("业主委员会", "业委会"),
        ("居民委员会", "居委会"), ("物业公司", "物业"), ("平均每户", "户均"), ("建造", "建成"), ("住户", "户"),
    )
)  # fmt: skip
_FILLERS = re.compile(
    r"本社区|全社区|辖区内?|社区内?|现有|全部|总共|合计|情况|统计|期末|年末|年底|目前|截至|总|共|有|的|之|为|\*|[:：、，,./\-—_\"'“”]"
)
_TAIL = re.compile(r"(?:数量|个数|数目|总量|数|量)$")
_GENERIC = re.compile(
    r"户数|人数|面积|总数|总计|合计|小计|数量|个数|套数|件数|幢数|占比|比例|比率|其他|总量|数"
)
_NEUTRAL = re.compile(r"基本|情况|概况|信息|基础|规模|所属|行政|区划|社区|街道")
# Two names that differ here mean different things, however alike they look.
_TELLING = re.compile(r"[0-9]+|[有无未非不没已男女新老旧内外前后多少]|占比|率|以上|以下")
_PERSONAL = "序号 序 备注 no no. index 行号 说明 填报单位 填报时间 填报日期 更新时间 remark remarks note notes 备考 附注 注"
_IGNORED = frozenset(_PERSONAL.split())
_HARMLESS = re.compile(
    r"(?:必填|选填|填写?数字|数字|个数|自动计算|截至.*|截止.*|见.*|按.*填.*|注.*|口径.*|[0-9]+|含.*)+"
)
_COUNTED = re.compile(r"(?:住房|住宅|房屋)?(?:套|人|户|件|处|幢|家)?$")
_SHORTEST_STEM = 3

Kind = Literal["field", "share", "computed"]


class Target(NamedTuple):
    """Hold what a column may mean: a field, the share of a field in `total`, or something that is only computed."""

    id: str
    label: Text
    kind: Kind
    field: Field | None = None
    total: Field | None = None


class Found(NamedTuple):
    """Hold what a heading was found to mean and how sure that is, in per cent."""

    target: Target
    how: str
    confidence: int
    unit: Unit | None = None


class Vocabulary:
    """Look headings up by id, label, alias, and by the `names` of this one run."""

    def __init__(
        self,
        fields: Sequence[Field],
        names: Mapping[str, str] | None = None,
        indicators: Sequence[Indicator] = (),
        trees: Mapping[str, Node] | None = None,
    ) -> None:
        """Let names of the run win over ids, ids over labels, labels over aliases, fields over indicators."""
        by_id = {field.id: field for field in fields}
        targets = [Target(f.id, f.label, "field", f) for f in fields]
        targets += [_of_indicator(i, (trees or {}).get(i.id), by_id) for i in indicators]
        self.targets = {target.id: target for target in targets}
        self._known: dict[str, Target] = {}
        things: list[Field | Indicator] = [*fields, *indicators]
        spelled = list(zip(targets, things, strict=True))
        for names_of in (_ids, _labels, _aliases):
            for target, thing in spelled:
                for name in names_of(thing):
                    self._known.setdefault(fold(name), target)
        self._known.pop("", None)
        self._plain: dict[str, set[str]] = {}
        for name, target in self._known.items():
            self._plain.setdefault(plain(name), set()).add(target.id)
        self._plain.pop("", None)
        self._stems: dict[str, set[str]] = {}
        for name, target in self._known.items():
            if target.kind == "field" and len(_stem(plain(name))) >= _SHORTEST_STEM:
                self._stems.setdefault(_stem(plain(name)), set()).add(target.id)
        self.mapped = {fold(heading): spelling for heading, spelling in (names or {}).items()}
        # Which of these a heading was found by.
        self.used: set[str] = set()
        self._memo: dict[tuple[str, ...], Found | None] = {}

    def target(self, spelling: str) -> Target | None:
        """Return what an id, label or alias names; `a/b` names the share of field a in field b."""
        part, _, total = spelling.partition("/")
        if total:
            first, second = self.target(part), self.target(total)
            if first and second and first.field and second.field:
                return Target(first.id, first.label, "share", first.field, second.field)
        return self.targets.get(spelling) or self._known.get(fold(spelling))

    def find(self, levels: tuple[str, ...]) -> Found | None:
        """Return what a heading, given from the top level down, surely means; `None` where it is not sure."""
        if levels not in self._memo:
            self._memo[levels] = self._find(levels)
        return self._memo[levels]

    def resembling(self, levels: tuple[str, ...], cutoff: float = 0.6) -> list[Target]:
        """Return what a heading may mean, the likeliest first."""
        found: dict[str, float] = {}
        for name, _ in _readings(levels):
            word = plain(_BRACKET.sub("", name)) or name
            for close in difflib.get_close_matches(word[:60], self._plain, n=5, cutoff=cutoff):
                ratio = difflib.SequenceMatcher(None, word, close).ratio()
                for id_ in self._plain[close]:
                    found[id_] = max(found.get(id_, 0.0), ratio)
        return [
            self.targets[id_] for id_, _ in sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))[:3]
        ]

    def _find(self, levels: tuple[str, ...]) -> Found | None:
        for name, _joined in _readings(levels):
            if name in self.mapped and (mapped := self.target(self.mapped[name])):
                self.used.add(name)
                return Found(mapped, "mapping", 100)
        stages = (
            self._exact,
            self._without_unit,
            self._without_fillers,
            self._without_brackets,
            self._without_counted,
        )
        for stage in stages:
            for name, joined in _readings(levels):
                if not joined and len(levels) > 1 and not _stands_alone(levels):
                    continue
                if found := stage(name):
                    unit = found.unit or _inherited(levels)
                    how, sure = ("joined", found.confidence - 2) if joined else (found.how, found.confidence)
                    return found._replace(unit=unit, how=how, confidence=sure)
        return None

    def _exact(self, name: str) -> Found | None:
        return Found(self._known[name], "name", 100) if name in self._known else None

    def _without_unit(self, name: str) -> Found | None:
        bare, unit = without_unit(name)
        return Found(self._known[bare], "unit", 98, unit) if unit and bare in self._known else None

    def _without_fillers(self, name: str) -> Found | None:
        bare, unit = without_unit(name)
        return self._plainly(plain(bare), "plain", 95, unit)

    def _without_brackets(self, name: str) -> Found | None:
        bare, unit = without_unit(name)
        without = _BRACKET.sub("", bare)
        said = "".join(_BRACKET.findall(bare))
        # What stands in brackets may change the meaning, 人口（户籍）, or be a unit nobody here knows.
        if without == bare or not _HARMLESS.fullmatch(said) or _TELLING.search(said):
            return None
        return self._plainly(plain(without), "bracket", 90, unit)

    def _without_counted(self, name: str) -> Found | None:
        """Read 保障房与集宿 as the field that counts its dwellings, where only one field counts it."""
        bare, unit = without_unit(name)
        ids = self._stems.get(_stem(plain(bare)), set())
        return Found(self.targets[next(iter(ids))], "stem", 90, unit) if len(ids) == 1 else None

    def _plainly(self, word: str, how: str, confidence: int, unit: Unit | None) -> Found | None:
        ids = self._plain.get(word, set())
        return Found(self.targets[next(iter(ids))], how, confidence, unit) if len(ids) == 1 else None


@lru_cache(maxsize=20_000)
def plain(folded: str) -> str:
    """Return a folded name without numbering and filler words, with synonyms made alike."""
    word = _NUMBERED.sub("", folded)
    for old, new in _SAME:
        word = old.sub(new, word)
    return _TAIL.sub("", _FILLERS.sub("", word))


def _stem(word: str) -> str:
    return _COUNTED.sub("", word)


def without_unit(name: str) -> tuple[str, Unit | None]:
    """Split a folded heading into its name and the unit that stands in brackets or behind a slash."""
    for found in _BRACKET.finditer(name):
        if unit := unit_in(found[1]):
            return name[: found.start()] + name[found.end() :], unit
    if (found_ := _SLASHED.search(name)) and (unit := unit_in(found_[1])):
        return name[: found_.start()], unit
    return name, None


def ignorable(levels: tuple[str, ...]) -> bool:
    """Tell whether a heading is one that tables have for people only: running numbers, remarks."""
    return fold(levels[-1]).strip("：:*") in _IGNORED


def telling(first: str, second: str) -> bool:
    """Tell whether two names differ in what changes their meaning."""
    return _TELLING.findall(plain(fold(first))) != _TELLING.findall(plain(fold(second)))


def _readings(levels: tuple[str, ...]) -> Iterable[tuple[str, bool]]:
    """Yield the ways to read a heading, joined ones first; each with whether it joins two levels."""
    # A star marks what must be filled in.
    folded = [text for level in levels if (text := fold(level).strip("*★:"))]
    if not folded:
        return
    leaf, above = folded[-1], folded[:-1]
    for parent in reversed(above):
        bare, _ = without_unit(parent)
        yield bare + leaf, True
        yield leaf + bare, True
        if _GENERIC.fullmatch(plain(leaf) or leaf) or not plain(leaf) or unit_in(leaf):
            yield parent, True
    yield leaf, False


def _stands_alone(levels: tuple[str, ...]) -> bool:
    """Tell whether the lowest heading means the same without those above: 户数 under 困难家庭 does not."""
    leaf, _ = without_unit(fold(levels[-1]))
    above = [fold(level) for level in levels[:-1] if fold(level)]
    generic = _GENERIC.fullmatch(leaf) is not None
    return not above or not generic or all(_NEUTRAL.search(parent) or parent == leaf for parent in above)


def _inherited(levels: tuple[str, ...]) -> Unit | None:
    units = (without_unit(fold(level))[1] or unit_in(fold(level)) for level in reversed(levels))
    return next((unit for unit in units if unit), None)


def _of_indicator(indicator: Indicator, tree: Node | None, fields: Mapping[str, Field]) -> Target:
    if (
        indicator.type == "share"
        and isinstance(tree, Arithmetic)
        and tree.op == "/"
        and isinstance(tree.left, Name)
    ):
        total = tree.right
        if isinstance(total, Call) and total.function.name == "max":
            # residents or, where there are more, the part itself: the first is the usual total.
            total = next((a for a in total.args if a != tree.left), total)
        if isinstance(total, Name) and tree.left.id in fields and total.id in fields:
            return Target(indicator.id, indicator.label, "share", fields[tree.left.id], fields[total.id])
    return Target(indicator.id, indicator.label, "computed")


def _ids(thing: Field | Indicator) -> tuple[str, ...]:
    return (thing.id,)


def _labels(thing: Field | Indicator) -> tuple[str, ...]:
    return (thing.label.zh, thing.label.en)


def _aliases(thing: Field | Indicator) -> tuple[str, ...]:
    return thing.aliases
