"""Look into a zipped workbook before anything unpacks it: size, password, entities, what kind it is."""

import io
import re
import zipfile
from typing import NamedTuple

from classify.errors import Finding, Place, refuse

MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
MAX_PARTS = 5_000
# An office program writes neither; a parser that met them could be led to other files or into endless text.
_DEFINITION = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|"
    + b"|".join(re.escape(w.encode(e)) for w in ("<!DOCTYPE", "<!ENTITY") for e in ("utf-16-le", "utf-16-be"))
)


class Archive(NamedTuple):
    """Hold what was found out about a zipped workbook; `kind` is its usual extension."""

    kind: str
    parts: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def sheet_bytes(self) -> int:
        """Return the unpacked size of what a reader has to walk through."""
        return sum(size for name, size in self.parts.items() if name.endswith((".xml", ".bin")))


def inspect(name: str, archive: zipfile.ZipFile) -> Archive:
    """Return what kind of workbook this is; raise `ClassifyError` where it must not or cannot be unpacked."""
    infos = archive.infolist()
    packed = sum(part.compress_size for part in infos)
    unpacked = sum(part.file_size for part in infos)
    if (
        len(infos) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or (unpacked > 10_000_000 and unpacked > MAX_RATIO * max(packed, 1))
    ):
        raise refuse("INTAKE025", Place(name), exit_code=1)
    if any(part.flag_bits & 1 for part in infos):
        raise refuse("INTAKE004", Place(name), exit_code=1)
    kind = _kind(name, archive)
    _refuse_definitions(name, archive)
    parts = {part.filename: part.file_size for part in infos}
    macros = any(part.endswith("vbaProject.bin") or part.startswith("Basic/") for part in parts)
    return Archive(kind, parts, (Finding("INTAKE073", Place(name)),) if macros else ())


def repacked(archive: zipfile.ZipFile) -> bytes:
    """Return the archive without compression, so that no later reader unpacks more than was declared."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels", ".bin", "mimetype")) and not part.filename.endswith(
                "vbaProject.bin"
            ):
                copy.writestr(part.filename, archive.read(part))
    return target.getvalue()


def _kind(name: str, archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names:
        mimetype = archive.read("mimetype")
        if b"opendocument.spreadsheet" in mimetype:
            if b"encryption-data" in (
                archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            ):
                raise refuse("INTAKE004", Place(name), exit_code=1)
            return "ods"
    if "[Content_Types].xml" not in names or b"spreadsheetml" not in archive.read("[Content_Types].xml"):
        raise refuse("INTAKE003", Place(name), exit_code=1)
    return "xlsx"


def _refuse_definitions(name: str, archive: zipfile.ZipFile) -> None:
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                # Definitions must stand before the root element.
                if _DEFINITION.search(stream.read(8_192)):
                    raise refuse("INTAKE075", Place(name), exit_code=1)
