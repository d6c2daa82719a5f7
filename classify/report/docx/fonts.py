"""Fonts by name, with what may stand in for them.

The fonts official documents are set in are commercial: they are named and never shipped. A computer that lacks one
takes the next of its substitutes, which the file's font table names.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part

TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
LATIN, LATIN_HEADING = "Times New Roman", "Arial"


@dataclass(frozen=True)
class Face:
    """Describe a font: its substitutes, best first, and its kind as the font table classes it."""

    substitutes: tuple[str, ...]
    family: str
    pitch: str = "variable"
    charset: str = "86"


FACES = {
    TITLE: Face(
        ("小标宋", "方正小标宋_GBK", "华文中宋", "STZhongsong", "Noto Serif CJK SC", "宋体"), "roman"
    ),
    BODY: Face(("仿宋", "FangSong", "华文仿宋", "STFangsong", "FandolFang R", "Noto Serif CJK SC"), "modern"),
    KAI: Face(
        ("楷体", "KaiTi", "华文楷体", "STKaiti", "AR PL UKai CN", "FandolKai", "Noto Serif CJK SC"), "modern"
    ),
    HEI: Face(("SimHei", "华文黑体", "Noto Sans CJK SC", "WenQuanYi Zen Hei"), "modern"),
    SONG: Face(("SimSun", "NSimSun", "Noto Serif CJK SC"), "roman"),
    LATIN: Face(("Liberation Serif", "Nimbus Roman"), "roman", charset="00"),
    LATIN_HEADING: Face(("Liberation Sans", "Nimbus Sans"), "swiss", charset="00"),
}


def write_font_table(package: OpcPackage) -> None:
    """Replace the package's font table by ours."""
    relations = package.main_document_part.rels.values()
    part: Part = next(rel.target_part for rel in relations if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = _table().encode()  # noqa: SLF001 - python-docx offers no way to write this part


def _table() -> str:
    fonts = "".join(_font(name, face) for name, face in FACES.items())
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'


def _font(name: str, face: Face) -> str:
    substitutes = escape(",".join(face.substitutes))
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{substitutes}"/><w:charset w:val="{face.charset}"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="{face.pitch}"/></w:font>'
    )
