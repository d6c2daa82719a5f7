"""Files that are broken in ways that cannot be committed as text; each function returns the bytes of one."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

HEADINGS = ("本地稳定编号", "常住人口", "出租占比")
# The others are called .xlsx, whatever they are; only where that is not the point it would be one more finding.
EXTENSIONS = {"unknown_heading": ".csv"}
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def sound() -> bytes:
    return _saved([HEADINGS, ("W01", 1200, 0.25)])


def zero_bytes() -> bytes:
    return b""


def random_bytes() -> bytes:
    return bytes(range(256)) * 40


def undecodable() -> bytes:
    return "社区编号,常住人口\n".encode() + b"W01,\xff\xff\n"


def utf8_with_a_foreign_line() -> bytes:
    return "本地稳定编号,社区名称,常住人口\nW01,梅园社区,900\n".encode() + "W02,兰园社区,800\n".encode(
        "gb18030"
    )


def password_workbook() -> bytes:
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def zip_with_password() -> bytes:
    data = bytearray(sound())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def damaged_old_workbook() -> bytes:
    return OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(2000)


def old_document() -> bytes:
    return OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(2000)


def opendocument_with_password() -> bytes:
    return _zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            "content.xml": bytes(100),
        }
    )


def opendocument_without_end() -> bytes:
    cell = b'<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    row = b'<table:table-row table:number-rows-repeated="1000000">' + cell + b"</table:table-row>"
    return _zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": row})


def ten_thousand_columns() -> bytes:
    return ",".join(f"c{n}" for n in range(10_000)).encode()


def unknown_heading() -> bytes:
    return "本地稳定编号,实有楼栋\nW01,12\n".encode()


def hidden_row() -> bytes:
    return _dressed(lambda book: book["汇总"].row_dimensions.__getitem__(2).__setattr__("hidden", True))


def figure_merged_over_two_rows() -> bytes:
    rows = [HEADINGS, ("W01", 1200, 0.25), ("W02", None, 0.3)]
    return _dressed(lambda book: book["汇总"].merge_cells("B2:B3"), rows)


def hidden_sheet() -> bytes:
    def hide(book: openpyxl.Workbook) -> None:
        book.create_sheet("旧表").append(["本地稳定编号", "常住人口"])
        book["旧表"].sheet_state = "hidden"

    return _dressed(hide)


def macro_workbook() -> bytes:
    return changed("xl/vbaProject.bin", lambda _: b"\0" * 100)


def called_csv_but_a_workbook() -> bytes:
    return sound()


def outside_entities() -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return changed("xl/worksheets/sheet1.xml", lambda xml: head + xml.replace(b"1200", b"&e;"))


COMPOUND_HEADINGS = ("小区编号", "小区名称", "所属社区", "住房形态", "小区住宅套数", "建成年份")
COMPOUND_ROWS = [
    ("C1", "一村", "梅园社区", "老新村", 400, 1985),
    ("C2", "二村", "梅园社区", "老新村", 400, 1988),
    ("C3", "花园", "梅园社区", "商品房", 200, 2005),
]


def compounds_of_a_community() -> bytes:
    return _both(COMPOUND_ROWS)


def compounds_without_form() -> bytes:
    return _both([COMPOUND_ROWS[0], *((*row[:3], None, *row[4:]) for row in COMPOUND_ROWS[1:])])


def compounds_that_disagree() -> bytes:
    return _both(COMPOUND_ROWS, dwellings=2000, coverage=False)


def compounds_of_nowhere() -> bytes:
    return _both([*COMPOUND_ROWS, ("C4", "外村", "别处社区", "老新村", 100, 1990)])


def _both(
    compounds: list[tuple[object, ...]], dwellings: int | None = None, *, coverage: bool = True
) -> bytes:
    rows: list[tuple[object, ...]] = [("本地稳定编号", "社区名称", "住宅总套数"), ("W01", "梅园", dwellings)]
    if not coverage:
        compounds = [(*row[:4], row[4], row[5]) for row in compounds]
    return _saved(rows, 小区=[COMPOUND_HEADINGS, *compounds])


def _dressed(
    dress: Callable[[openpyxl.Workbook], object], rows: list[tuple[object, ...]] | None = None
) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(_saved(rows or [HEADINGS, ("W01", 1200, 0.25)])))
    dress(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def opendocument() -> bytes:
    return _zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


def cut_off_workbook() -> bytes:
    return sound()[:3000]


def damaged_sheet() -> bytes:
    return changed("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])


def zip_of_something_else() -> bytes:
    return _zipped({"word/document.xml": b"<x/>"})


def workbook_without_sheets() -> bytes:
    return changed("xl/workbook.xml", lambda xml: xml[: xml.find(b"<sheet ")] + xml[xml.find(b"</sheets>") :])


def workbook_without_cells() -> bytes:
    return _saved([])


def zip_bomb() -> bytes:
    return changed("xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 50_000_000)


def endless_entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'.encode()
    return changed("xl/worksheets/sheet1.xml", lambda xml: head + xml.replace(b"1200", b"&e12;"))


def cell_in_the_last_corner() -> bytes:
    far = b'<row r="99999999999"><c r="ZZZ99999999999"><v>1</v></c></row></sheetData>'
    return changed("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))


def formula_never_calculated() -> bytes:
    return _saved([HEADINGS, ("W01", "=600+600", 0.25)])


def formula_that_failed() -> bytes:
    return _saved([HEADINGS, ("W01", "#DIV/0!", 0.25)])


def sheet_that_is_something_else() -> bytes:
    return _saved([HEADINGS, ("W01", 1200, 0.25)], notes=[("说明", "联系"), ("张三", "…")])


def _saved(rows: list[tuple[object, ...]], **others: list[tuple[object, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "汇总"
    for title, body in (("汇总", rows), *others.items()):
        sheet = book["汇总"] if title == "汇总" else book.create_sheet(title)
        for row in body:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def write(name: str, folder: Path) -> Path:
    """Write the file the function `name` makes; its extension lies about half of them."""
    path = folder / (
        f"{name}.csv" if name == "called_csv_but_a_workbook" else f"{name}{EXTENSIONS.get(name, '.xlsx')}"
    )
    path.write_bytes(globals()[name]())
    return path
