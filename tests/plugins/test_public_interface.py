"""What is public is listed, exists, and suffices for the practices that come with the program."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import classify

PRACTICES = sorted(p for p in (Path(__file__).parents[2] / "plugins").rglob("*.py") if "build" not in p.parts)


@pytest.mark.parametrize("name", classify.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(classify, name) is not None


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'engine_room'"):
        classify.engine_room  # noqa: B018


@pytest.mark.parametrize("path", PRACTICES, ids=lambda p: p.name)
def test_practices_import_the_public_interface_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    modules += [alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names]
    assert [m for m in modules if m.startswith("classify.")] == []


def test_a_practice_uses_every_hook_the_core_itself_has_no_need_of() -> None:
    plugins = classify.load_plugins().plugins
    used = {hook for plugin in plugins for hook in plugin.hooks}
    from classify import hookspecs  # noqa: PLC0415

    assert {name for name in vars(hookspecs) if name.startswith("classify_")} <= used
