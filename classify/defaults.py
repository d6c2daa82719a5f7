"""The core's own behaviour, brought by the same hooks that plugins use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from classify.expression.functions import BUILT_IN, Function
from classify.hookspecs import hookimpl
from classify.intake.readers import BUILT_IN as READERS
from classify.intake.readers import Reader
from classify.report.community import core_sections
from classify.report.document import Block
from classify.report.draft import Draft
from classify.report.formats import BUILT_IN as FORMATS
from classify.report.formats import BUILT_IN_RUNS as RUN_FORMATS
from classify.report.formats import Format, RunFormat
from classify.rulepack.finding import bundled_packs
from classify.scoring.decision import Policy
from classify.scoring.policies import BUILT_IN as POLICIES


@hookimpl
def classify_packs() -> Sequence[Path]:
    """Bring the packs in `rules/`."""
    return list(bundled_packs().values())


@hookimpl
def classify_functions() -> Sequence[Function]:
    """Bring the functions of the condition language."""
    return BUILT_IN


@hookimpl
def classify_readers() -> Sequence[Reader]:
    """Bring old workbooks, workbooks and text tables."""
    return READERS


@hookimpl
def classify_policies() -> Sequence[Policy]:
    """Bring the policies exclusive, precedence and labels."""
    return POLICIES


@hookimpl
def classify_report_sections(draft: Draft) -> Sequence[Block]:
    """Bring the result, its reasons and what follows from it."""
    return core_sections(draft)


@hookimpl
def classify_report_formats() -> Sequence[Format]:
    """Bring Word, Markdown and JSON."""
    return FORMATS


@hookimpl
def classify_run_formats() -> Sequence[RunFormat]:
    """Bring the Excel annex and the offline site."""
    return RUN_FORMATS
