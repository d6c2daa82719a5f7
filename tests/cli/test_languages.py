import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

from classify.cli import COMMANDS
from classify.report.width import width
from classify.texts import CATALOGUES, FOLDERS, LANGUAGES, Catalogue, choose_language, translate

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"
TOOLS = Path(__file__).parents[2] / "tools"


def classify(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return python("-m", "classify", *arguments, **env)


def python(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "CLASSIFY_", "COLUMNS"))}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, env=plain | {"PYTHONIOENCODING": "utf-8"} | env, check=False
    )


@pytest.mark.parametrize(
    ("asked", "env", "expected"),
    [
        ("en", {"CLASSIFY_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"CLASSIFY_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.GB18030"}, "zh"),
        (None, {"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        (None, {"LANG": "zh_HK"}, "zh-Hant"),
        (None, {"LANG": "zh-Hans-HK"}, "zh"),
        ("zh-Hant", {}, "zh-Hant"),
        ("ZH_hant", {}, "zh-Hant"),
        (None, {"LANG": "fr_FR.UTF-8", "CLASSIFY_LANG": "klingon"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "C.UTF-8"}, "zh"),
        (None, {}, "zh"),
    ],
)
def test_asked_for_comes_before_the_variable_the_locale_and_chinese(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, env: dict[str, str], expected: str
) -> None:
    for name in ("CLASSIFY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert choose_language(asked) == expected
    assert expected in LANGUAGES


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_a_message_is_found_where_gettext_would_find_it(folder: str) -> None:
    path = Path(CATALOGUES) / folder / "LC_MESSAGES" / "classify.mo"
    with path.open("rb") as file:
        known = gettext.GNUTranslations(file)
    own = Catalogue(str(path))
    messages = [m for m in known._catalog if isinstance(m, str)]
    assert len(messages) > 100
    for message in [*messages, "", "no such message", "\uffff"]:
        assert own.gettext(message) == (known.gettext(message) if message else "")


def test_without_a_catalogue_a_message_stays_as_it_is() -> None:
    assert Catalogue("/no/such/file.mo").gettext("Overview") == "Overview"
    assert translate("no such message", "zh-Hant") == "no such message"


def test_click_and_traditional_chinese_are_translated_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    import catalogues  # noqa: PLC0415 - a tool, not a package

    assert catalogues.others() == []


def test_the_traditional_catalogue_keeps_the_words_of_the_field() -> None:
    texts = {translate(m, "zh") for m in ("Community", "Communities")}
    assert "社区" in "".join(texts)
    traditional = {translate(m, "zh-Hant") for m in ("Community", "Communities")}
    assert "社區" in "".join(traditional)
    assert "社群" not in "".join(traditional)


@pytest.mark.parametrize(
    ("lang", "sentence"), [("zh", "没有选项"), ("zh-Hant", "沒有選項"), ("en", "No such option")]
)
def test_click_complains_in_the_language_of_the_option_that_comes_later(lang: str, sentence: str) -> None:
    result = classify("run", "--bogus", "x.csv", "--lang", lang)
    assert result.returncode == 2
    assert sentence in result.stderr.decode()
    assert ("Usage" in result.stderr.decode()) == (lang == "en")


ALL_HELP = """
import sys
from classify.cli import COMMANDS, cli, main
for name in ["", *COMMANDS]:
    sys.argv = ["classify", *filter(None, [name]), "--help"]
    try:
        main()
    except SystemExit as left:
        assert not left.code
    print("\\f")
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_every_command_fits_the_terminal_in_cells(lang: str) -> None:
    result = python("-c", ALL_HELP, CLASSIFY_LANG=lang, COLUMNS="80")
    assert result.returncode == 0, result.stderr.decode()
    helps = result.stdout.decode().split("\f")[:-1]
    assert len(helps) == 1 + len(COMMANDS)
    for text in helps:
        assert max(map(width, text.splitlines())) <= 80
        assert ("Usage" in text) == (lang == "en")


@pytest.mark.parametrize(
    ("lang", "arguments"),
    [("zh", ["run"]), ("zh-Hant", ["run", "--format", "json"]), ("en", ["explain"])],
)
def test_a_gbk_pipe_never_ends_the_program(tmp_path: Path, lang: str, arguments: list[str]) -> None:
    table = tmp_path / "communities.csv"
    lines = (
        SAMPLE.read_text(encoding="utf-8-sig")
        .replace("柳荫三村社区", "𠮷祥里한✓社区")
        .splitlines(keepends=True)
    )
    table.write_text("".join(lines[:12]), encoding="utf-8-sig")
    ids = ["D01-002"] if arguments == ["explain"] else []
    result = classify(arguments[0], table, *ids, *arguments[1:], CLASSIFY_LANG=lang, PYTHONIOENCODING="gbk")
    assert result.returncode == 0, result.stderr.decode("gbk")
    assert b"Traceback" not in result.stderr
    assert "祥里" in result.stdout.decode("gbk")
    result.stderr.decode("gbk")
