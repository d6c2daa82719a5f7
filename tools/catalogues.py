"""Bring the message catalogues in line with the code and write their binary form.

`python tools/catalogues.py` drops messages the code no longer uses, lists those without translation, compiles, and writes the
Traditional catalogues from the Simplified ones and from the texts that are data. `click.po` holds what click itself says and is written by hand.
`--check` only compares and exits with 1 where something is missing, unused or not compiled.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path

import click
import hant
import wordings
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "classify" / "locale" / "zh_CN" / "LC_MESSAGES"
MARKERS = {"_", "mark"}


def messages_in_code() -> dict[str, list[tuple[str, int]]]:
    """Return every marked message with the places it stands at."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path in sorted((ROOT / "classify").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MARKERS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    place = (path.relative_to(ROOT).as_posix(), node.lineno)
                    found.setdefault(first.value, []).append(place)
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def translations() -> dict[str, str]:
    """Return what is translated already, in the catalogue and in parts handed in beside it."""
    known: dict[str, str] = {}
    for path in [FOLDER / "classify.po", *sorted(FOLDER.glob("*.po.part"))]:
        if path.exists():
            for message in read_po(io.BytesIO(path.read_bytes())):
                if message.id and message.string:
                    known[str(message.id)] = str(message.string)
    return known


def catalogue() -> Catalog:
    """Return the catalogue the code asks for, with what is translated."""
    known, result = translations(), Catalog(locale="zh_CN", domain="classify", fuzzy=False)
    for id_ in sorted(messages_in_code()):
        result.add(id_, known.get(id_, ""))
    return result


def rendered(wanted: Catalog) -> tuple[bytes, bytes]:
    """Return the text and the binary form; both depend on the messages only, not on the day."""
    text = io.BytesIO()
    write_po(text, wanted, omit_header=True, no_location=True, width=0, sort_output=True)
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: zh_CN\\n"\n\n'
    complete = header + text.getvalue()
    return complete, hant.binary(complete)


def said_by_click() -> set[str]:
    """Return the messages of the installed click."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("_", "ngettext"):
                found |= {
                    a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
    return found


def others() -> list[str]:
    """Return what is not in order with click's messages and with the Traditional catalogues."""
    simplified, traditional = ids("zh_CN", "click"), ids("zh_Hant", "click")
    found = [
        f"click says, and click.po does not translate: {m!r}" for m in sorted(said_by_click() - simplified)
    ]
    found += [f"not in zh_Hant/click.po: {m!r}" for m in sorted(simplified ^ traditional)]
    found += [
        f"not the same in zh_CN and zh_Hant: {m!r}"
        for m in sorted(ids("zh_CN", "classify") ^ ids("zh_Hant", "classify"))
    ]
    return found + data()


def data() -> list[str]:
    """Return what is not in order with the Traditional wordings of what is data: written, compiled, none past the catalogue."""
    folder = FOLDER.parent.parent / "zh_Hant" / "LC_MESSAGES"
    text, binary = hant.converted("data")
    # The head of a binary catalogue names the version of Babel, so its messages are compared.
    compiled = [
        {m.id: m.string for m in read_mo(io.BytesIO(mo)) if m.id}
        for mo in ((folder / "data.mo").read_bytes(), binary)
    ]
    same = (folder / "data.po").read_bytes() == text and compiled[0] == compiled[1]
    found = [] if same else ["zh_Hant/data is not what tools/hant.py writes"]
    places = wordings.doubtful(lambda text: hant.traditional(text) != text)
    return found + [f"worded past the catalogue, use Text, composed or script: {place}" for place in places]


def ids(locale: str, domain: str) -> set[str]:
    """Return the translated messages of a catalogue, of plurals the singular."""
    path = FOLDER.parent.parent / locale / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return set()
    messages = read_po(io.BytesIO(path.read_bytes()), locale="zh_CN")
    return {m.id if isinstance(m.id, str) else m.id[0] for m in messages if m.id and m.string}


def problems() -> list[str]:
    """Return what is not in order."""
    used, known = set(messages_in_code()), translations()
    found = [f"not translated: {m!r}" for m in sorted(used - known.keys())]
    found += [f"unused: {m!r}" for m in sorted(known.keys() - used)]
    po = FOLDER / "classify.po"
    if not found and (not po.exists() or rendered(catalogue())[0] != po.read_bytes()):
        found.append("classify.po is not what tools/catalogues.py writes")
    return found


def compile_click() -> None:
    """Write the binary form of what click says."""
    (FOLDER / "click.mo").write_bytes(hant.binary((FOLDER / "click.po").read_bytes()))


def main() -> None:
    """Check or write."""
    if "--check" in sys.argv:
        found = [*problems(), *others()]
        print("\n".join(found) or "catalogues are in order")
        sys.exit(1 if found else 0)
    text, binary = rendered(catalogue())
    (FOLDER / "classify.po").write_bytes(text)
    (FOLDER / "classify.mo").write_bytes(binary)
    for part in FOLDER.glob("*.po.part"):
        part.unlink()
    compile_click()
    hant.main()
    print("\n".join(p for p in problems() if p.startswith("not translated")) or "all messages are translated")


if __name__ == "__main__":
    main()
