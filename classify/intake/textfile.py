"""Take a text table apart: encoding, separator, rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from classify.errors import ClassifyError, Finding, Place, refuse
from classify.intake.cells import Grid, Row, is_blank

MAX_COLUMNS = 2_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = (",", "\t", ";")
# So many characters beyond ASCII that decode as UTF-8 are no accident in a file of another encoding.
_SURELY_UTF8 = 12
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_BY_ACCIDENT = re.compile("[\u0080-\u07ff]{2,}")
_HEAD, _HEAD_LINES = 100_000, 30
# Characters that make up a good part of any table of communities, in both scripts.
_FREQUENT = frozenset(
    "的一是在人有不口户住数社区街道小大中年月日建成房屋地方名称代码新村商品动迁安置常流外来总计民委会业物占比率上下及以"
    "戶數區稱碼動遷總計業會萬無東門園樓棟處與縣鄉鎮單點積築蘇積經營類電話聯絡現統較齡歲廣場醫療環衛網絡"
)


def read_textfile(name: str, data: bytes) -> tuple[list[Grid], list[Finding]]:
    """Return the one grid of a text table; raise `ClassifyError` if it cannot be split into cells."""
    return [Grid(name, "", list(_rows(name, _decode(name, data))))], []


def _rows(name: str, text: str) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    # Titles stand above the headings without a separator, so the first line alone does not tell.
    head = text.lstrip("\r\n")[:_HEAD].split("\n")[:_HEAD_LINES]
    separator = max(_SEPARATORS, key=lambda sign: max(line.count(sign) for line in head))
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator, strict=True), 1):
            if len(cells) > MAX_COLUMNS:
                raise refuse("INTAKE025", Place(name), exit_code=1)
            if any(cells) and not all(map(is_blank, cells)):
                yield Row(number, cells)
    except csv.Error:
        place = Grid(name, "", ()).place(number + 1, 0)
        raise refuse("INTAKE026", place, exit_code=1) from None


def _decode(name: str, data: bytes) -> str:
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    attempts = (encoding,) if encoding else ("utf-8", *_by_frequency(data))
    failure: ClassifyError | None = None
    for attempt in attempts:
        try:
            text = data[len(mark) :].decode(attempt)
        except UnicodeDecodeError as error:
            failure = failure or _undecodable(name, data, error)
            if failure.findings[0].place.line:
                break
        else:
            if "\0" in text or _looks_binary(text):
                break
            if attempt == "utf-8" and (foreign := _foreign_line(text)):
                raise refuse("INTAKE006", Place(name, line=foreign), exit_code=1)
            return text.lstrip("\ufeff")
    if failure is None or (not encoding and b"\0" in data) or _looks_binary(data.decode("latin-1")):
        raise refuse("INTAKE003", Place(name), exit_code=1)
    raise failure


def _by_frequency(data: bytes) -> tuple[str, ...]:
    """Return the older encodings, the one first whose characters are more often frequent ones."""
    hits = {}
    for encoding in ("gb18030", "big5hkscs"):
        sample = data[:_HEAD].decode(encoding, "ignore")
        beyond = [sign for sign in sample if sign > "\x7f"]
        hits[encoding] = sum(sign in _FREQUENT for sign in beyond) / (len(beyond) or 1)
    # Big5 has to win clearly: most tables are GB18030, and a handful of characters proves little.
    return ("big5hkscs", "gb18030") if hits["big5hkscs"] > hits["gb18030"] + 0.05 else ("gb18030",)


def _foreign_line(text: str) -> int:
    """Return the first line whose bytes are UTF-8 by accident, 0 where there is none.

    A line pasted in from a GB18030 file may pass as Latin, Greek or Arabic: 梅园 becomes ÷԰.
    """
    if not _CHINESE.search(text):
        return 0
    for found in _BY_ACCIDENT.finditer(text):
        try:
            meant = found[0].encode().decode("gb2312")
        except UnicodeDecodeError:
            continue
        if all("\u4e00" <= sign <= "\u9fff" for sign in meant):
            return text.count("\n", 0, found.start()) + 1
    return 0


def _undecodable(name: str, data: bytes, error: UnicodeDecodeError) -> ClassifyError:
    """Name the line where a file stops being UTF-8; GB18030 would read the whole of it as nonsense."""
    sound = data[: error.start].decode("utf-8", "ignore")
    surely = sum(character > "\x7f" for character in sound) >= _SURELY_UTF8
    line = sound.count("\n") + 1 if surely and error.encoding == "utf-8" else 0
    return refuse("INTAKE006", Place(name, line=line), exit_code=1)


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    controls = sum(character < " " and character not in "\t\r\n\f\v" for character in sample)
    return controls * 100 > len(sample)
