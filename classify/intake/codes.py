"""Check codes against their national standards: division codes of twelve digits, unit codes of eighteen characters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from classify.errors import Finding, Place
from classify.model.field import Field
from classify.model.profile import Profile
from classify.model.text import Text

_PROVINCES = frozenset(
    str(n)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for n in range(first, last + 1)
)
_PROVINCES |= {"71", "81", "82"}
# No province has this number, so that examples can be told from places that exist.
_EXAMPLES = "99"
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ENOUGH = 3


def area_problem(code: str) -> Text | None:
    """Return what is wrong with the structure of a division code, `None` where it is sound."""
    if len(code) != 12 or not code.isascii() or not code.isdigit():
        return Text(zh="统计用区划代码应为12位数字", en="a division code has twelve digits")
    if code[:2] not in _PROVINCES and code[:2] != _EXAMPLES:
        return Text(zh="前两位不是任何省份的代码", en="the first two digits are those of no province")
    if code[2:6] == "0000":
        return Text(zh="是省级代码，不是社区代码", en="this is the code of a province, not of a community")
    if code[6:9] == "000":
        return Text(zh="是区县代码，不是社区代码", en="this is the code of a county, not of a community")
    if code[9:] == "000":
        return Text(
            zh="是街道（乡镇）代码，不是社区代码", en="this is the code of a subdistrict, not of a community"
        )
    if not 1 <= int(code[9:]) <= 599:
        return Text(zh="后三位应在001至599之间", en="the last three digits lie between 001 and 599")
    return None


def unit_code_holds(code: str) -> bool:
    """Tell whether the check character of an 18-character unit code is right (GB 32100-2015)."""
    code = code.upper()
    if len(code) != 18 or any(sign not in _SIGNS for sign in code):
        return False
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    # The last remainder matters: without it codes whose sum divides by 31 fail.
    return _SIGNS[(31 - total % 31) % 31] == code[17]


def code_findings(
    profiles: Sequence[Profile], fields: Iterable[Field], group: str | None
) -> Iterator[Finding]:
    """Yield what is doubtful about codes; a doubtful code is read all the same."""
    for field in fields:
        if field.standard == "unit-code":
            for profile in profiles:
                code = profile.values.get(field.id)
                if isinstance(code, str) and not unit_code_holds(code):
                    yield Finding("INTAKE071", _place(profile, field.id), {"field": field.label})
        elif field.standard == "area-code":
            yield from _area_findings(profiles, field, group)


def _area_findings(profiles: Sequence[Profile], field: Field, group: str | None) -> Iterator[Finding]:
    prefixes: dict[str, Counter[str]] = {}
    sound = []
    for profile in profiles:
        code = profile.values.get(field.id)
        if not isinstance(code, str):
            continue
        if problem := area_problem(code):
            yield Finding("INTAKE069", _place(profile, field.id), {"field": field.label, "problem": problem})
        elif profile.group and group:
            sound.append((profile, code))
            prefixes.setdefault(profile.group, Counter())[code[:9]] += 1
    for profile, code in sound:
        counted = prefixes[profile.group]
        usual, times = counted.most_common(1)[0]
        if code[:9] != usual and times >= _ENOUGH and counted[code[:9]] <= times // 3:
            yield Finding("INTAKE070", _place(profile, field.id), {"field": field.label})


def _place(profile: Profile, field: str) -> Place:
    return Place(profile.origin.file, profile.origin.sheet, cell=profile.origin.cells.get(field, ""))
