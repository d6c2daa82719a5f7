"""The ways in which zen-engine can evaluate the rules, each as a function from profiles to answers.

From zen's documentation: an expression compiled once; a decision graph made with `create_decision`, as in
its quick start; a graph that the engine loads and compiles once (`static` loader); a batch of requests. The
profiles are handed over as dicts, the fastest way as JSON text, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import zen
from zen_rules import ZenWriter, truths_source

from classify.scoring.program import Program

Rows = Sequence[dict[str, Any]]
Way = Callable[[Rows], list[Any]]
Masks = tuple[int, int]

EXPRESSION = "one list expression, compiled once"
BATCH = "the list expression in a graph, evaluated as a batch"


def ways(program: Program) -> dict[str, Way]:
    """Return every way for single profiles, by name."""
    compiled = zen.compile_expression(truths_source(program))
    graphs = {
        "graph, one list expression": _graph(_expressions({"truths": truths_source(program)})),
        "graph, one expression a rule": _graph(_expressions(_per_rule(program))),
        "graph, decision table": _graph(_expressions(_shared(program)), _table(program)),
    }
    engine = _engine(graphs)
    found: dict[str, Way] = {EXPRESSION: lambda rows: [compiled.evaluate(row) for row in rows]}
    for name in graphs:
        found[f"{name}, compiled once"] = lambda rows, name=name: [engine.evaluate(name, row) for row in rows]
    for name, graph in graphs.items():
        decision = zen.ZenEngine().create_decision(json.dumps(graph))
        found[f"{name}, by create_decision"] = lambda rows, d=decision: [d.evaluate(row) for row in rows]
    return found


def on_text(program: Program) -> Callable[[Sequence[str]], list[Any]]:
    """Return the list expression on profiles that are JSON text already."""
    compiled = zen.compile_expression(truths_source(program))
    return lambda texts: [compiled.evaluate(text) for text in texts]


def in_a_batch(program: Program) -> Way:
    """Return the evaluation of many profiles in one call."""
    engine = _engine({"rules": _graph(_expressions({"truths": truths_source(program)}))})
    return lambda rows: engine.evaluate_batch([{"key": "rules", "context": row} for row in rows])


def masks(answer: Any, rules: int) -> Masks:
    """Return an answer of any of the ways as our bits: fired and unknown."""
    if isinstance(answer, dict) and "data" in answer:
        answer = answer["data"]
    result = answer["result"] if isinstance(answer, dict) else answer
    if isinstance(result, list) and result and isinstance(result[0], dict):
        found = {int(hit["rule"]): hit["truth"] for hit in result}
        truths = [found.get(rule, False) for rule in range(rules)]
    elif isinstance(result, dict):
        truths = result["truths"] if "truths" in result else [result.get(f"r{rule}") for rule in range(rules)]
    else:
        truths = result
    fired = sum(1 << rule for rule, truth in enumerate(truths) if truth is True)
    return fired, sum(1 << rule for rule, truth in enumerate(truths) if truth is None)


def _engine(graphs: dict[str, Any]) -> Any:
    return zen.ZenEngine({"loader": {"type": "static", "content": graphs}})


def _in_node(code: str) -> str:
    """Return an expression for an expression node, where `$` holds what the node has computed."""
    return re.sub(r"\bt(\d+)\b", r"$.t\1", code)


def _shared(program: Program) -> dict[str, str]:
    writer = ZenWriter(program)
    for rule in program.rules:
        writer.rule(rule)
    return {name: _in_node(code) for name, code in writer.statements}


def _per_rule(program: Program) -> dict[str, str]:
    writer = ZenWriter(program)
    truths = [writer.guarded(writer.rule(rule)) for rule in program.rules]
    statements = {name: _in_node(code) for name, code in writer.statements}
    return statements | {f"r{number}": _in_node(code) for number, code in enumerate(truths)}


def _expressions(expressions: dict[str, str]) -> dict[str, Any]:
    listed = [{"id": key, "key": key, "value": value} for key, value in expressions.items()]
    return {
        "id": "expressions",
        "type": "expressionNode",
        "content": {
            "expressions": listed,
            "passThrough": not any(k in expressions for k in ("truths", "r0")),
        },
    }


def _table(program: Program) -> dict[str, Any]:
    """Return a table of a row per rule that collects what holds or is unknown."""
    writer = ZenWriter(program)
    truths = [writer.guarded(writer.rule(rule)) for rule in program.rules]
    rows = [
        {"_id": f"row{number}", "when": f"({code}) != false", "rule": str(number), "truth": code}
        for number, code in enumerate(truths)
    ]
    outputs = [{"id": key, "name": key, "field": key} for key in ("rule", "truth")]
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": outputs,
        "rules": rows,
    }
    return {"id": "table", "type": "decisionTableNode", "content": content}


def _graph(*middle: dict[str, Any]) -> dict[str, Any]:
    first = {"id": "in", "type": "inputNode", "content": {"schema": ""}}
    last = {"id": "out", "type": "outputNode", "content": {"schema": ""}}
    nodes = [{"name": n["id"], "position": {"x": 0, "y": 0}, **n} for n in (first, *middle, last)]
    edges = [
        {"id": f"edge{i}", "sourceId": a["id"], "targetId": b["id"], "type": "edge"}
        for i, (a, b) in enumerate(pairwise(nodes))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
