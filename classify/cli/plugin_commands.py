"""Commands that plugins bring; looked for only when the core has none of that name."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from classify.cli.common import show_findings
from classify.errors import ClassifyError
from classify.plugins import load_plugins
from classify.texts import choose_language


def find(ctx: click.Context, name: str) -> click.Command | None:
    """Return the command a plugin brings under this name, if there is one."""
    params = ctx.find_root().params
    try:
        plugins = load_plugins(
            [Path(p) for p in params.get("plugins_dir", ())], list(params.get("without", ()))
        )
        commands = plugins.collect("classify_commands", "name")
    except ClassifyError as error:
        show_findings(error.findings, choose_language())
        sys.exit(error.exit_code)
    entry = commands.get(name)
    return entry[1] if entry else None
