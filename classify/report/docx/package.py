"""Write a Word file without the time of day, so that the same report is the same file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx.opc.pkgwriter import PackageWriter

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class _Collected:
    """Collect what python-docx would write."""

    def __init__(self) -> None:
        self.blobs: list[tuple[str, bytes]] = []

    def write(self, pack_uri: Any, blob: bytes) -> None:
        self.blobs.append((pack_uri.membername, blob))


def packed(package: Any) -> bytes:
    """Return a package as the bytes of a file."""
    for part in package.parts:
        part.before_marshal()
    collected, parts = _Collected(), list(package.parts)
    # python-docx has these steps for files only, which would get the time of day.
    writer: Any = PackageWriter
    writer._write_content_types_stream(collected, parts)  # noqa: SLF001 - see above
    writer._write_pkg_rels(collected, package.rels)  # noqa: SLF001 - see above
    writer._write_parts(collected, parts)  # noqa: SLF001 - see above
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, blob in collected.blobs:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, blob)
    return buffer.getvalue()
