"""The two vocabularies: operators, units and multipliers in English and Chinese."""

from decimal import Decimal

# Full-width forms and typographic signs are read as their plain counterparts. Every entry maps one
# character to one character, so that columns in messages stay those of the text as written.
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x200B: 0x20,  # invisible characters that come along with copied text
    0xFEFF: 0x20,
    ord("×"): ord("*"),
    ord("÷"): ord("/"),
    ord("−"): ord("-"),
    ord("、"): ord(","),
    ord("【"): ord("["),
    ord("】"): ord("]"),
    ord("\t"): 0x20,
}

QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’"}

WORDS: dict[str, tuple[str, ...]] = {
    "and": ("and", "且", "并且", "而且", "&&"),
    "or": ("or", "或", "或者", "||"),
    "not": ("not", "非"),
    "in": ("in", "属于"),
    "not in": ("不属于",),
    "true": ("true", "是"),
    "false": ("false", "否"),
    ">=": (">=", "≥", "⩾", "≧", "不低于", "不少于", "不小于", "不早于", "至少", "达到"),
    "<=": ("<=", "≤", "⩽", "≦", "不高于", "不超过", "不多于", "不大于", "不晚于", "至多"),
    ">": (">", "大于", "高于", "多于", "超过", "晚于"),
    "<": ("<", "小于", "低于", "少于", "早于"),
    "==": ("==", "=", "等于", "为"),
    "!=": ("!=", "≠", "<>", "不等于", "不为"),
    "+": ("+", "加"),
    "-": ("-", "减"),
    "*": ("*", "乘以"),
    "/": ("/", "除以"),
    "(": ("(",),
    ")": (")",),
    "[": ("[",),
    "]": ("]",),
    ",": (",",),
}

# Words people write that look like operators and are none, with what to write instead.
FOREIGN = {
    "//": "/",
    "**": "*",
    "%": "25%",
    "&": "and",
    "|": "or",
    "!": "not",
    "=>": ">=",
    "=<": "<=",
    "===": "==",
    "lambda": "",
    "if": "",
    "for": "",
    "is": "==",
    "none": "missing(...)",
    "null": "missing(...)",
    ".": "",
    ":": "",
    "{": "",
    "}": "",
    "@": "",
    ";": "and",
    "`": "",
    "^": "*",
    "~": "not",
    "$": "",
    "?": "",
    "#": "",
}

MULTIPLIERS = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(10**3)}
FRACTIONS = {"%": Decimal("0.01"), "‰": Decimal("0.001")}

UNIT_WORDS: dict[str, tuple[str, ...]] = {
    "人": ("人", "名", "人次"),
    "人/平方公里": ("人/平方公里", "人/km²", "人/km2"),
    "户": ("户",),
    "套": ("套",),
    "个": ("个", "家"),
    "处": ("处",),
    "幢": ("幢", "栋"),
    "件": ("件",),
    "年": ("年",),
    "岁": ("岁",),
    "倍": ("倍",),
    "m²": ("m²", "㎡", "m2", "平方米", "平米"),
    "km²": ("km²", "平方公里", "平方千米", "km2"),
    "元": ("元",),
}

UNIT_OF_WORD = {word: unit for unit, words in UNIT_WORDS.items() for word in words}


def plain(text: str) -> str:
    """Return `text` with full-width signs made plain, character by character."""
    return text.translate(PLAIN)
