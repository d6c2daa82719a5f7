"""Look into Word files: their parts, the order of properties, what stands in them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# What ECMA-376 asks for, as far as our files use it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs snapToGrid spacing ind "
    "contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike color spacing w kern position sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader", "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat",
    "font": "altName charset family pitch",
}  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def trees(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Yield every XML part with its name."""
    for name, blob in parts(data).items():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(blob)


def body(data: bytes) -> etree._Element:
    """Return the main part."""
    return etree.fromstring(parts(data)["word/document.xml"])


def text_of(element: etree._Element) -> str:
    """Return the text of an element."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def out_of_order(data: bytes) -> list[str]:
    """Return every element whose children are unknown or stand in another order than the schema's."""
    wrong = []
    for name, tree in trees(data):
        for element in tree.iter():
            tag = etree.QName(element).localname
            if tag in ORDER and element.tag.startswith(W):
                children = [etree.QName(child).localname for child in element]
                known = ORDER[tag].split()
                places = [known.index(child) if child in known else -1 for child in children]
                if -1 in places or places != sorted(places):
                    wrong.append(f"{name} {tag}: {children}")
    return wrong
