"""Files that are broken in ways that cannot be committed as text; each function returns the bytes of one."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

HEADINGS = ("本地稳定编号", "常住人口", "出租占比")
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


def old_workbook() -> bytes:
    return OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(2000)


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
    parts[part] = change(parts[part])
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def write(name: str, folder: Path) -> Path:
    """Write the file the function `name` makes; its extension lies about half of them."""
    path = folder / f"{name}.xlsx"
    path.write_bytes(globals()[name]())
    return path
