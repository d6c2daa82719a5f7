"""Classify residential communities by rules, explain each result, and recommend how to govern.

The names below are the public interface; plugins and practices use nothing else. They are loaded when first asked
for, so that `classify --help` stays quick.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "ClassifyError": "classify.errors",
    "Finding": "classify.errors",
    "Place": "classify.errors",
    "Profile": "classify.model.profile",
    "Outcome": "classify.model.outcome",
    "Explanation": "classify.model.outcome",
    "Run": "classify.engine",
    "run": "classify.engine",
    "load_packs": "classify.rulepack.load",
    "compile_program": "classify.scoring.program",
    "RowKernel": "classify.scoring.row",
    "ColumnKernel": "classify.scoring.columns",
    "hookimpl": "classify.hookspecs",
    "load_plugins": "classify.plugins",
    "Plugins": "classify.plugins",
    "Text": "classify.model.text",
    "Basis": "classify.model.basis",
    "Field": "classify.model.field",
    "Column": "classify.model.column",
    "rule": "classify.rulepack.python",
    "PythonRule": "classify.rulepack.python",
    "Function": "classify.expression.functions",
    "Reader": "classify.intake.readers",
    "Grid": "classify.intake.cells",
    "Row": "classify.intake.cells",
    "Policy": "classify.scoring.decision",
    "DecisionColumns": "classify.scoring.decision",
    "Contest": "classify.scoring.decision",
    "Program": "classify.scoring.program",
    "Value": "classify.model.profile",
    "Draft": "classify.report.draft",
    "Document": "classify.report.document",
    "Format": "classify.report.formats",
    "RunFormat": "classify.report.formats",
    "RunView": "classify.report.formats",
    "Block": "classify.report.document",
    "Heading": "classify.report.document",
    "Paragraph": "classify.report.document",
    "Bullets": "classify.report.document",
    "Table": "classify.report.document",
    "Picture": "classify.report.document",
    "plain": "classify.report.document",
}

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604 - the names are text, one list for both uses


def __getattr__(name: str) -> Any:
    """Load a public name from where it lives."""
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'classify' has no attribute {name!r}")
