"""The template every report is rendered on, built by code; an office takes a copy, edits it in Word and hands it back."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.oxml.parser import parse_xml

from classify.report.docx.fonts import write_font_table
from classify.report.docx.measures import BOTTOM, FOOTER, LEFT, LINE, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP
from classify.report.docx.styles import SPACE, style_sheet

_NAMESPACE = f'xmlns:w="{SPACE}"'
_UNUSED = ("stylesWithEffects", "customXml", "theme", "thumbnail", "webSettings")


@cache
def template_bytes() -> bytes:
    """Return the template as a Word file."""
    document = docx.Document()
    _bare(document)
    for text, style in (
        ("{{ 标题 }}", "Title"),
        ("{{ 副标题 }}", "Subtitle"),
        ("", "Normal"),
        ("{{p 正文 }}", "Body Text"),
    ):
        document.add_paragraph(text, style)
    _page(document.sections[0])
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _bare(document: Any) -> None:
    """Replace what python-docx brings along by our own styles, numbering, settings and fonts."""
    part, package = document.part, document.part.package
    for owner in (part, package):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rpartition("/")[2] in _UNUSED]:
            del owner.rels[key]
    part._styles_part._element = parse_xml(style_sheet())  # noqa: SLF001 - a whole style sheet has no door
    part.numbering_part._element = parse_xml(_numbering())  # noqa: SLF001 - nor have lists
    part._settings_part._element = parse_xml(_settings())  # noqa: SLF001 - nor have settings
    write_font_table(package)
    properties = document.core_properties
    for name in ("author", "comments", "title", "subject", "keywords", "last_modified_by"):
        setattr(properties, name, "")
    properties.author = "classify"
    for child in [c for c in properties._element if c.tag.rpartition("}")[2] in ("created", "modified")]:  # noqa: SLF001 - a date of 2013
        properties._element.remove(child)  # noqa: SLF001 - see above


def _page(section: Any) -> None:
    section.page_width, section.page_height = PAGE_WIDTH * 635, PAGE_HEIGHT * 635
    section.top_margin, section.bottom_margin = TOP * 635, BOTTOM * 635
    section.left_margin, section.right_margin = LEFT * 635, RIGHT * 635
    section.footer_distance = FOOTER * 635
    properties = section._sectPr  # noqa: SLF001 - python-docx knows no grid
    for old in properties.findall(f"{{{SPACE}}}docGrid"):
        properties.remove(old)
    properties.append(parse_xml(f'<w:docGrid {_NAMESPACE} w:type="lines" w:linePitch="{LINE}"/>'))
    _footer(section.footer, '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>')
    _footer(section.even_page_footer, '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>')


def _footer(footer: Any, place: str) -> None:
    """Write the page number between dashes, right on odd pages and left on even ones, and the imprint below."""
    footer.is_linked_to_previous = False
    element = footer._element  # noqa: SLF001 - fields need their own markup
    for child in list(element):
        element.remove(child)
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    def paragraph(style: str, placed: str, content: str) -> Any:
        styled = f'<w:pPr><w:pStyle w:val="{style}"/>{placed}</w:pPr>'
        return parse_xml(f"<w:p {_NAMESPACE}>{styled}{content}</w:p>")

    element.append(paragraph("Footer", place, text("— ") + number + text(" —")))
    element.append(paragraph("Imprint", "", text("{{ 版本信息 }}")))


def _numbering() -> str:
    return (
        f'<w:numbering {_NAMESPACE}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="630" w:hanging="315"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings() -> str:
    setting = '<w:compatSetting w:name="{}" w:uri="http://schemas.microsoft.com/office/word" w:val="{}"/>'
    return (
        f'<w:settings {_NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="630"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        + setting.format("compatibilityMode", 15)
        + "</w:compat></w:settings>"
    )
