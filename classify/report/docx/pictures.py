"""Charts as pictures in a Word file: SVG drawn to PNG, with words for those who cannot see it."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from typing import Any

import resvg_py

from classify.report.clean import clean
from classify.report.document import Picture
from classify.report.docx.measures import TEXT_WIDTH_EMU

_PIXELS = 840  # some 140 dots per inch at the width of the text: crisp in print, and quick
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(picture: Picture, part: Any, number: int) -> str:
    """Return a run that shows a chart at the width of the text; its PNG becomes part of the package of `part`."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=picture.svg, width=_PIXELS, background="#ffffff"))
    relation, _image = part.get_or_add_image(BytesIO(png))
    wide, high = (float(size) for size in _size(picture.svg))
    width = TEXT_WIDTH_EMU
    height = round(width * high / wide)
    alt, name = escape(clean(picture.alt)), escape(clean(picture.caption) or f"chart {number}")
    return (
        f'<w:r><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _size(svg: str) -> tuple[str, str]:
    found = _SIZE.search(svg)
    return (found[1], found[2]) if found else ("16", "9")
