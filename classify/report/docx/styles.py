"""The styles of a report: built-in ones under their own names, so that Word's outline, captions and lists work.

Every style an office may want to change is named; fonts are set in all four slots, because Word otherwise takes
its own for Chinese text.
"""

from __future__ import annotations

from dataclasses import dataclass

from classify.report.docx.fonts import BODY, HEI, KAI, LATIN, SONG, TITLE
from classify.report.docx.measures import CLOSER, LINE, NO_2, NO_3, NO_4, NO_5, SMALL_4, SMALL_5

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
_CENTRED = '<w:jc w:val="center"/>'
_EXACT = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>'
_SINGLE = '<w:spacing w:before="{}" w:after="{}" w:line="240" w:lineRule="auto"/>'
_FAINT = '<w:color w:val="595959"/>'


@dataclass(frozen=True)
class Style:
    """Describe a paragraph style; `paragraph` and `run` are properties in the order of the schema."""

    id: str
    name: str
    font: str = ""
    size: int = 0
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    next: str = ""


STYLES = (
    Style("BodyText", "Body Text", paragraph=_INDENT),
    Style("Title", "Title", TITLE, NO_2, '<w:spacing w:before="579" w:after="0" w:line="700" w:lineRule="exact"/>' + _CENTRED, next="Subtitle"),
    Style("Subtitle", "Subtitle", KAI, NO_3, _EXACT.format(LINE) + _CENTRED, next="BodyText"),
    Style("Heading1", "heading 1", HEI, NO_3, f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="0"/>', next="BodyText"),
    Style("Heading2", "heading 2", KAI, NO_3, f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="1"/>', next="BodyText"),
    Style("Heading3", "heading 3", BODY, NO_3, f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="2"/>', "<w:b/><w:bCs/>", next="BodyText"),
    Style("Heading4", "heading 4", BODY, NO_3, f'{_INDENT}<w:outlineLvl w:val="3"/>', next="BodyText"),
    Style("ListBullet", "List Bullet", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    Style("Alert", "提示", KAI, paragraph=(
        '<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="404040"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:ind w:left="240"/>'
    )),
    Style("Note", "附注", size=SMALL_4, paragraph=_EXACT.format(400) + '<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="left"/>'),
    Style("Caption", "caption", KAI, SMALL_4, _SINGLE.format(40, 160) + _CENTRED),
    Style("TableCaption", "表题", HEI, SMALL_4, "<w:keepNext/>" + _SINGLE.format(120, 60) + _CENTRED),
    Style("TableText", "表格文字", size=NO_5, paragraph='<w:snapToGrid w:val="0"/>' + _SINGLE.format(20, 20) + '<w:jc w:val="left"/>', run='<w:spacing w:val="0"/>'),
    Style("TableHead", "表格标题", HEI, NO_5, '<w:keepNext/><w:snapToGrid w:val="0"/>' + _SINGLE.format(30, 30) + _CENTRED, '<w:spacing w:val="0"/>'),
    Style("AfterTable", "表后", size=12, paragraph='<w:snapToGrid w:val="0"/>' + _EXACT.format(200)),
    Style("FigureLabel", "数据名称", KAI, NO_5, '<w:keepNext/><w:snapToGrid w:val="0"/>' + _SINGLE.format(40, 0) + _CENTRED, '<w:color w:val="404040"/><w:spacing w:val="0"/>'),
    Style("FigureValue", "数据", HEI, NO_4, '<w:snapToGrid w:val="0"/>' + _SINGLE.format(0, 40) + _CENTRED, '<w:spacing w:val="0"/>'),
    # Exact line height would clip a picture.
    Style("Figure", "图片", paragraph='<w:keepNext/><w:snapToGrid w:val="0"/>' + _SINGLE.format(120, 0) + _CENTRED),
    Style("Header", "header", SONG, SMALL_5, '<w:snapToGrid w:val="0"/>' + _SINGLE.format(0, 0)),
    Style("Footer", "footer", SONG, NO_4, '<w:snapToGrid w:val="0"/>' + _SINGLE.format(0, 0), '<w:spacing w:val="0"/>'),
    Style("Imprint", "版本信息", SONG, 15, '<w:snapToGrid w:val="0"/>' + _SINGLE.format(40, 0) + _CENTRED, _FAINT + '<w:spacing w:val="0"/>'),
)  # fmt: skip


def fonts(east_asian: str) -> str:
    """Return a font for Chinese text beside the one for Latin letters and figures, in all four slots."""
    return f'<w:rFonts w:ascii="{LATIN}" w:eastAsia="{east_asian}" w:hAnsi="{LATIN}" w:cs="{LATIN}"/>'


def style_sheet() -> str:
    """Return the whole style sheet."""
    languages = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    closer = f'<w:spacing w:val="{CLOSER}"/>'
    size = f'<w:sz w:val="{NO_3}"/><w:szCs w:val="{NO_3}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY)}{closer}<w:kern w:val=\"0\"/>{size}{languages}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr></w:style>'
    )
    return (
        f'<w:styles xmlns:w="{SPACE}">{defaults}{normal}{_characters()}{_table_styles()}'
        f'{"".join(_style(s) for s in STYLES)}</w:styles>'
    )


def _style(style: Style) -> str:
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else ""
    # Sizes come behind colour and spacing, bold before them: the order the schema asks for.
    letters = (fonts(style.font) if style.font else "") + style.run + size
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/>'
        + (f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
        + (f"<w:rPr>{letters}</w:rPr>" if letters else "")
        + "</w:style>"
    )


def _characters() -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        "<w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        f"<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Source"><w:name w:val="出处"/><w:qFormat/>'
        f"<w:rPr>{_FAINT}</w:rPr></w:style>"
    )


def _table_styles() -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{8 if side in ("top", "bottom") else 4}" w:space="0" w:color="{"000000" if side in ("top", "bottom") else "808080"}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="报告表格"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
