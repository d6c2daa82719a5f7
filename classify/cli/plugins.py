"""`classify plugins`: which plugins are loaded, where they come from and what they bring."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from classify.cli.common import fails_cleanly, lang_option, plugin_options, plugins_of, told
from classify.contributions import Contributions
from classify.plugins import Plugin, Plugins
from classify.report.closing import ORIGINS
from classify.report.width import table
from classify.texts import choose_language, translate
from classify.texts import mark as _


@click.command("plugins", help=told(_("List the plugins, where they come from and what they bring.")))
@plugin_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help=told(_("What is printed.")),
)
@lang_option
@fails_cleanly
def command(plugins_dir: tuple[Path, ...], without: tuple[str, ...], form: str, lang: str | None) -> None:
    """Load the plugins and list them."""
    plugins = plugins_of(plugins_dir, without)
    brought = contributions_of(plugins)
    if form == "json":
        click.echo(
            json.dumps({"format": 1, "plugins": _data(plugins, brought)}, ensure_ascii=False, indent=1)
        )
        return
    lang = choose_language(lang)
    head = [translate(h, lang) for h in (_("Name"), _("Version"), _("Origin"), _("Brings"))]
    rows = [row for p in plugins.plugins for row in _rows(p, brought[p.name], lang)]
    for line in table(head, rows, (0, 0, 40, 0)):
        click.echo(line)


def _rows(plugin: Plugin, brought: Mapping[str, Sequence[str]], lang: str) -> Iterator[tuple[str, ...]]:
    """Yield one row per kind of thing a plugin brings; name and origin stand in the first."""
    kind, _colon, where = plugin.origin.partition(": ")
    origin = translate(ORIGINS.get(kind, kind), lang) + (f": {where}" if where else "")
    told = [f"{translate(KINDS[kind], lang)}: {', '.join(ids)}" for kind, ids in brought.items()] or [""]
    yield plugin.name, plugin.version, origin, told[0]
    yield from (("", "", "", more) for more in told[1:])


def contributions_of(plugins: Plugins) -> dict[str, dict[str, list[str]]]:
    """Return what each plugin brings, by kind."""
    found: dict[str, dict[str, list[str]]] = {p.name: {} for p in plugins.plugins}
    Contributions(plugins).packs  # noqa: B018 - asks for the packs once, so that doubles are refused here too
    for plugin, folders in plugins.call("classify_packs"):
        found[plugin.name]["packs"] = sorted(Path(f).name for f in folders)
    for kind, hook, key in LISTED:
        for id_, (plugin, _entry) in plugins.collect(hook, key).items():
            found[plugin.name].setdefault(kind, []).append(id_)
    for plugin in plugins.plugins:
        for hook in PER_COMMUNITY:
            if hook in plugin.hooks:
                found[plugin.name].setdefault("hooks", []).append(hook)
    return found


LISTED = (
    ("rules", "classify_rules", "id"),
    ("columns", "classify_columns", "id"),
    ("readers", "classify_readers", "name"),
    ("functions", "classify_functions", "name"),
    ("policies", "classify_policies", "name"),
    ("formats", "classify_report_formats", "name"),
    ("formats of runs", "classify_run_formats", "name"),
    ("commands", "classify_commands", "name"),
)
KINDS = {
    "packs": _("rule packs"), "rules": _("rules"), "columns": _("columns"), "readers": _("readers of files"),
    "functions": _("functions"), "policies": _("ways to decide"), "formats": _("formats of reports"),
    "formats of runs": _("formats of whole runs"), "commands": _("commands"), "hooks": _("hooks"),
}  # fmt: skip
PER_COMMUNITY = ("classify_report_sections",)


def _data(plugins: Plugins, brought: dict[str, dict[str, list[str]]]) -> list[dict[str, Any]]:
    return [
        {
            "name": p.name, "version": p.version, "origin": p.origin, "place": p.place,
            "hooks": list(p.hooks), "brings": brought[p.name],
        }
        for p in plugins.plugins
    ]  # fmt: skip
