"""`classify new-plugin`: a folder that installs, passes its own first test, and says what to do next."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from classify.cli.common import fails_cleanly, lang_option, told
from classify.errors import refuse
from classify.report.files import write_folder
from classify.texts import mark as _

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


@click.command(
    "new-plugin", help=told(_("Make the folder of a new plugin called NAME, with a rule, a case and a test."))
)
@click.argument("name")
@click.option(
    "--dir",
    "parent",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    help=told(_("Where to make it.")),
)
@lang_option
@fails_cleanly
def command(name: str, parent: Path, lang: str | None) -> None:  # noqa: ARG001 - read by fails_cleanly
    """Write the skeleton."""
    if not _NAME.match(name):
        raise refuse("USE010", name=name)
    folder = parent / f"classify-plugin-{name}"
    if folder.exists():
        raise refuse("USE011", folder=str(folder))
    write_folder(folder, skeleton(name))
    click.echo(told(_("Made {folder}. Its README says what comes next.")).format(folder=folder))


def skeleton(name: str) -> dict[str, str | bytes]:
    """Return the files of a new plugin by their relative names."""
    module = f"classify_plugin_{name.replace('-', '_')}"
    words = {"name": name, "module": module, "rule": name.replace("-", "_")}
    source = files("classify.cli") / "skeleton"
    result: dict[str, str | bytes] = {}
    for target, template in _FILES.items():
        text = (source / template).read_text(encoding="utf-8")
        result[Template(target).substitute(words)] = Template(text).substitute(words)
    return result


# Where each template goes; the templates carry an extra ending so that no tool takes them for code.
_FILES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "$module/__init__.py": "plugin.py.txt",
    "$module/rules/$name/pack.yaml": "pack.yaml.txt",
    "$module/rules/$name/rules.yaml": "rules.yaml.txt",
    "$module/rules/$name/rules.cases.yaml": "rules.cases.yaml.txt",
    "tests/test_plugin.py": "test_plugin.py.txt",
}
