"""What a plugin may bring. Every hook is documented in `docs/hooks.md`, with an example that runs.

Hooks return data and change nothing. Results of all plugins are joined; two plugins that bring the same id are
refused, with both named. A plugin implements only the hooks it needs:

    from classify import hookimpl

    @hookimpl
    def classify_packs():
        return [Path(__file__).parent / "rules" / "my-district"]
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    import click

    from classify.expression.functions import Function
    from classify.intake.readers import Reader
    from classify.model.column import Column
    from classify.report.document import Block
    from classify.report.draft import Draft
    from classify.report.formats import Format, RunFormat
    from classify.rulepack.python import PythonRule
    from classify.scoring.decision import Policy

PROJECT = "classify"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def classify_packs() -> Sequence[Path]:
    """Bring rule packs: return folders of YAML.

    Called once per command. A pack becomes known by its id, for `--rules ID` and for `extends`; it takes
    part in a run only when it is asked for. Ids of all plugins must differ.
    """
    raise NotImplementedError


@hookspec
def classify_rules() -> Sequence[PythonRule]:
    """Bring rules written in Python, traced once into the same tree as YAML.

    Called once per command. A rule joins every run in which the pack it names (`extends`) is loaded.
    """
    raise NotImplementedError


@hookspec
def classify_functions() -> Sequence[Function]:
    """Bring functions that conditions may call, in a form for rows and one for columns.

    Called once per command, before packs are read. Names and words of all plugins must differ.
    """
    raise NotImplementedError


@hookspec
def classify_readers() -> Sequence[Reader]:
    """Bring readers for further kinds of files.

    Called once per command. Readers of plugins are asked before the core's own, ordered by name; the first
    that knows a file by its content reads it. Names of all plugins must differ.
    """
    raise NotImplementedError


@hookspec
def classify_columns() -> Sequence[Column]:
    """Bring columns computed from the whole table, after reading and before scoring.

    Called once per command. A column becomes a field rules may name; every explanation marks it as
    opaque, because it is computed by code the explanation cannot look into.
    """
    raise NotImplementedError


@hookspec
def classify_policies() -> Sequence[Policy]:
    """Bring decision policies, which a scheme names by `policy:`.

    Called once per command. Names of all plugins must differ.
    """
    raise NotImplementedError


@hookspec
def classify_report_sections(draft: Draft) -> Sequence[Block]:
    """Bring blocks for the report of one community.

    Called once per report. The core's own sections come first, those of plugins follow in the order of
    their names; provenance and sources close the report.
    """
    raise NotImplementedError


@hookspec
def classify_report_formats() -> Sequence[Format]:
    """Bring formats of documents for `classify report --to NAME`.

    Called once per command. Names of all plugins must differ, also from those of run formats.
    """
    raise NotImplementedError


@hookspec
def classify_run_formats() -> Sequence[RunFormat]:
    """Bring formats made of a whole run for `classify report --to NAME`: workbooks, sites.

    Called once per command. Names of all plugins must differ, also from those of formats of documents.
    """
    raise NotImplementedError


@hookspec
def classify_commands() -> Sequence[click.Command]:
    """Bring commands of their own.

    Called when the command line is looked up beyond the core's commands. Names must differ from
    those of the core and of other plugins.
    """
    raise NotImplementedError
