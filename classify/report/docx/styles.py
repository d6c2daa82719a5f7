"""The styles of a report: built-in ones under their own names, so that Word's outline, captions and lists work.

Every style an office may want to change is named; fonts are set in all four slots, because Word otherwise takes
its own for Chinese text. Properties are written in the order of the schema: Word refuses files that do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from classify.report.docx.fonts import BODY, HEI, KAI, LATIN, LATIN_HEADING, SONG, TITLE
from classify.report.docx.measures import CLOSER, LINE, NO_2, NO_3, NO_4, NO_5, SMALL_4, SMALL_5

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FAINT = '<w:color w:val="595959"/>'  # seven to one on white
_KEEP, _NO_GRID, _UNSPACED = "<w:keepNext/>", '<w:snapToGrid w:val="0"/>', '<w:spacing w:val="0"/>'
_BOLD, _BULLET = "<w:b/><w:bCs/>", '<w:numPr><w:numId w:val="1"/></w:numPr>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
_NOTE_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="360"/>'
_CENTRED, _LEFT = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'
_BAR = (
    '<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="404040"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
)


def _exact(line: int, before: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def _single(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'


_PART = _KEEP + _exact(LINE, before=160)


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


@dataclass(frozen=True)
class Style:
    """Describe a paragraph style; `paragraph` and `run` are properties in the order of the schema."""

    id: str
    name: str
    font: str = ""
    size: int = 0
    paragraph: str = ""
    run: str = ""
    next: str = ""


STYLES = (
    Style("BodyText", "Body Text", paragraph=_INDENT),
    Style("Title", "Title", TITLE, NO_2, _exact(700, before=LINE) + _CENTRED, next="Subtitle"),
    Style("Subtitle", "Subtitle", KAI, NO_3, _exact(LINE) + _CENTRED, next="BodyText"),
    Style("Heading1", "heading 1", HEI, NO_3, _KEEP + _INDENT + _outline(1), next="BodyText"),
    # Bold: where 楷体 is missing and another font stands in for it, nothing else tells the heading from the text.
    Style("Heading2", "heading 2", KAI, NO_3, _PART + _INDENT + _outline(2), _BOLD, next="BodyText"),
    Style("Heading3", "heading 3", BODY, NO_3, _KEEP + _INDENT + _outline(3), _BOLD, next="BodyText"),
    Style("Heading4", "heading 4", BODY, NO_3, _INDENT + _outline(4), next="BodyText"),
    Style("ListBullet", "List Bullet", paragraph=_BULLET),
    Style("Alert", "提示", KAI, paragraph=_BAR + '<w:ind w:left="240"/>'),
    # Off the grid: what a report ends with should not cost a page for one line.
    Style(
        "Note", "附注", size=SMALL_5, paragraph=_NO_GRID + _exact(280) + _NOTE_INDENT + _LEFT, run=_UNSPACED
    ),
    Style("Caption", "caption", KAI, SMALL_4, _single(40, 160) + _CENTRED),
    Style("TableCaption", "表题", HEI, SMALL_4, _KEEP + _single(120, 60) + _CENTRED),
    Style("TableText", "表格文字", size=NO_5, paragraph=_NO_GRID + _single(20, 20) + _LEFT, run=_UNSPACED),
    Style("TableHead", "表格标题", HEI, NO_5, _KEEP + _NO_GRID + _single(30, 30) + _CENTRED, _UNSPACED),
    Style("AfterTable", "表后", size=12, paragraph=_NO_GRID + _exact(200)),
    Style("FigureLabel", "数据名称", KAI, NO_5, _KEEP + _NO_GRID + _single(40, 0) + _CENTRED, _UNSPACED),
    Style("FigureValue", "数据", HEI, NO_4, _NO_GRID + _single(0, 40) + _CENTRED, _UNSPACED),
    # Exact line height would clip a picture.
    Style("Figure", "图片", paragraph=_KEEP + _NO_GRID + _single(120, 0) + _CENTRED),
    Style("Header", "header", SONG, SMALL_5, _NO_GRID + _single(0, 0)),
    Style("Footer", "footer", SONG, NO_4, _NO_GRID + _single(0, 0), _UNSPACED),
    Style("Imprint", "版本信息", SONG, 15, _NO_GRID + _single(40, 0) + _CENTRED, FAINT + _UNSPACED),
)


def fonts(east_asian: str) -> str:
    """Return a font for Chinese text beside the one for Latin letters and figures, in all four slots."""
    latin = LATIN_HEADING if east_asian == HEI else LATIN
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{east_asian}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def style_sheet() -> str:
    """Return the whole style sheet."""
    languages = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    run = f'{fonts(BODY)}<w:spacing w:val="{CLOSER}"/><w:kern w:val="0"/>{_size(NO_3)}{languages}'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/>{_exact(LINE)}<w:jc w:val="both"/></w:pPr></w:style>'
    )
    styles = "".join(_style(style) for style in STYLES)
    return (
        f'<w:styles xmlns:w="{SPACE}">{defaults}{normal}{_characters()}{_table_styles()}{styles}</w:styles>'
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""


def _style(style: Style) -> str:
    letters = (fonts(style.font) if style.font else "") + style.run + _size(style.size)
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        + (f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
        + (f"<w:rPr>{letters}</w:rPr>" if letters else "")
        + "</w:style>"
    )


def _characters() -> str:
    def style(id_: str, name: str, rest: str, default: str = "") -> str:
        return (
            f'<w:style w:type="character"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{rest}</w:style>'
        )

    hidden = '<w:uiPriority w:val="1"/><w:semiHidden/>'
    return (
        style("DefaultParagraphFont", "Default Paragraph Font", hidden, ' w:default="1"')
        + style("Strong", "Strong", f"<w:qFormat/><w:rPr>{_BOLD}</w:rPr>")
        + style("Source", "出处", f"<w:qFormat/><w:rPr>{FAINT}</w:rPr>")
        + style("FigureNote", "数据说明", f"<w:qFormat/><w:rPr>{FAINT}{_size(NO_5)}</w:rPr>")
    )


def _table_styles() -> str:
    def margins(**sides: int) -> str:
        inner = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides.items())
        return f"<w:tblCellMar>{inner}</w:tblCellMar>"

    def border(side: str) -> str:
        size, colour = (8, "000000") if side in ("top", "bottom") else (4, "808080")
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    borders = "".join(border(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        + margins(top=0, left=108, bottom=0, right=108)
        + '</w:tblPr></w:style><w:style w:type="table" w:styleId="ReportTable"><w:name w:val="报告表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        + margins(left=85, right=85)
        + "</w:tblPr></w:style>"
    )
