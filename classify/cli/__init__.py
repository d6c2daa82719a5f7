"""The command line: reads options, calls the engine, prints. Computes nothing itself.

Commands are loaded when they are run, so that `classify --help` imports little more than click.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from classify import __version__
from classify.texts import choose_language, translate
from classify.texts import mark as _

COMMANDS = {
    "check": ("classify.cli.check", _("Read tables and list what is wrong with them")),
    "run": ("classify.cli.run", _("Classify the communities of a table")),
    "explain": ("classify.cli.explain", _("Tell why one community has its type")),
    "report": ("classify.cli.report", _("Write a recommendation report per community")),
    "rules": ("classify.cli.rules", _("Look at rule packs, check and test them, compare them")),
    "plugins": ("classify.cli.plugins", _("List the plugins and what they bring")),
    "new-plugin": ("classify.cli.new_plugin", _("Make the folder of a new plugin")),
    "alliance": ("classify.cli.alliance", _("Ask about the alliance: who is linked, who is left out, whom to link next")),
    "demo": ("classify.cli.demo", _("Classify the sample district")),
}


class LazyGroup(click.Group):
    """Find commands by name and import only the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return [*COMMANDS, *(name for name in super().list_commands(ctx) if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name in COMMANDS:
            command = import_module(COMMANDS[cmd_name][0]).command
            assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
            return command
        return super().get_command(ctx, cmd_name) or _of_plugins(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        lang = choose_language()
        rows = [(name, translate(COMMANDS[name][1], lang)) for name in COMMANDS]
        with formatter.section(translate(_("Commands"), lang)):
            formatter.write_dl(rows)


def _of_plugins(ctx: click.Context, name: str) -> click.Command | None:
    from classify.cli.plugin_commands import find  # noqa: PLC0415 - only where the core has no such command

    return find(ctx, name)


@click.group(
    cls=LazyGroup,
    help=translate(
        _("Classify residential communities by rules, explain every result, and recommend how to govern."),
        choose_language(),
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="classify")
@click.option(
    "--plugins-dir",
    multiple=True,
    is_eager=True,
    type=click.Path(),
    help=translate(_("Folder with plugins."), choose_language()),
)
@click.option(
    "--without",
    multiple=True,
    is_eager=True,
    metavar="NAME",
    help=translate(_("Run without a plugin."), choose_language()),
)
def cli(plugins_dir: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Hold the commands together; what the options say is read by the commands."""


def main() -> None:
    """Run the command line; the exit code is 0, 1 (findings) or 2 (misuse, broken rules or plugins)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # An office's pipe may be GBK: a sign it lacks must not end the program.
            stream.reconfigure(errors="replace")
    cli()
