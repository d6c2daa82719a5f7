"""The documentation runs, and cannot drift from the code."""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import Page

from classify import hookspecs
from classify.catalogue import CATALOGUE
from classify.texts import LANGUAGES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# The tutorial installs a package and so has a test of its own in an environment of its own.
PAGES = sorted(
    p.name for p in DOCS.glob("*.md") if p.name not in {"fields.md", "errors.md", "plugin-tutorial.md"}
)
HOOKS = [n for n, f in vars(hookspecs).items() if n.startswith("classify_") and inspect.isfunction(f)]


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_the_page_runs(page: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "samples" / "district" / "communities.csv", tmp_path / "communities.csv")
    Page(DOCS / page, tmp_path).run()


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_heading_an_example_and_a_test(hook: str) -> None:
    text = (DOCS / "hooks.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {hook}\n")[2].partition("\n## ")[0]
    assert f"def {hook}(" in section, f"docs/hooks.md lacks an example of {hook}"
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests" / "plugins").glob("*.py"))
    assert hook in tests


def test_no_heading_names_a_hook_that_does_not_exist() -> None:
    text = (DOCS / "hooks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (classify_\w+)$", text, re.MULTILINE)) == set(HOOKS)


def test_every_hook_says_when_it_is_called() -> None:
    for name in HOOKS:
        assert "Called " in (inspect.getdoc(getattr(hookspecs, name)) or ""), name


def test_generated_pages_are_what_the_data_says() -> None:
    done = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_readme_names_the_extra_the_environment_and_every_language() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install '.[reports]'" in text
    assert ". .venv/bin/activate" in text
    assert f"--lang {'|'.join(LANGUAGES)}" in text


def test_every_code_is_explained() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert [code for code in CATALOGUE if f"`{code}`" not in text] == []


def test_the_catalogues_of_messages_are_complete_and_compiled() -> None:
    tool = ROOT / "tools" / "catalogues.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_plugin_tutorial_ends_in_an_installed_plugin(tmp_path: Path) -> None:
    """Run it in an environment of its own, so that nothing is installed into the one the tests run in."""
    home = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    [site] = home.glob("lib/python*/site-packages")
    ours = [p for p in sys.path if p.endswith("site-packages")]
    lines = [f"import site; site.addsitedir({p!r})\n" for p in ours] + [f"{ROOT}\n"]
    (site / "parent.pth").write_text("".join(lines), encoding="utf-8")
    command = home / "bin" / "classify"
    command.write_text(f'#!/bin/sh\nexec {home}/bin/python -m classify "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    shutil.copy(ROOT / "samples" / "district" / "communities.csv", folder / "communities.csv")
    path = f"{home / 'bin'}:/usr/bin:/bin"
    Page(DOCS / "plugin-tutorial.md", folder, {"PATH": path, "PYTHONNOUSERSITE": "1"}).run()
    done = subprocess.run(
        [str(home / "bin" / "python"), "-m", "pytest", "-q", "-c", "pyproject.toml"],
        cwd=folder / "classify-plugin-quiet-lanes",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
