"""Trees, texts, structured data and sentences: what is written is read again as it was."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from profiles_at_random import frames
from strategies import LAW, conditions, loaded, numbers, packs, program

from classify.errors import ClassifyError
from classify.expression.check import check
from classify.expression.names import Names
from classify.expression.sentence import Speaker
from classify.expression.text import read
from classify.expression.tree import Call, Compare, Logic, Member, Name, Node, Not, Number, Quote, Truth
from classify.expression.write import write
from classify.insight.explain import Explainer
from classify.model.profile import Profile
from classify.scoring.outcome import Scorer

NAMES: Names = loaded({}).names
LANGUAGES = st.sampled_from(["en", "zh"])


@settings(LAW, max_examples=200)
@given(st.one_of(conditions(leaves=12), numbers(leaves=12)), LANGUAGES)
def test_a_tree_written_in_either_vocabulary_is_read_as_the_same_tree(tree: Node, lang: str) -> None:
    canonical, mistakes = check(tree, NAMES, "any")
    assert not mistakes
    text = write(canonical, lang)
    assert read(text, NAMES, "any") == canonical
    assert write(read(text, NAMES, "any"), lang) == text


def structured(node: Node) -> Any:
    """Write a condition as far as possible in structured notation."""
    match node:
        case Logic():
            return {"all" if node.op == "and" else "any": [structured(i) for i in node.items]}
        case Not(item=Member() as member) if isinstance(member.item, Name):
            return {"field": member.item.id, "op": "not in", "value": [_constant(o) for o in member.options]}
        case Not():
            return {"not": structured(node.item)}
        case Truth():
            return node.value
        case Compare(left=Name() as name, right=Number() | Quote() | Name()):
            return {"field": name.id, "op": node.op, "value": _constant(node.right)}
        case Member(item=Name() as name):
            return {"field": name.id, "op": "in", "value": [_constant(o) for o in node.options]}
        case Call() if node.function.name == "at_least" and isinstance(node.args[0], Number):
            return {"at_least": {"k": int(node.args[0].value), "of": [structured(a) for a in node.args[1:]]}}
        case _:
            return write(node)


def _constant(node: Node) -> Any:
    if isinstance(node, Name):
        return {"field": node.id}
    assert isinstance(node, Number | Quote | Truth)
    return node.value


@settings(LAW, max_examples=150)
@given(conditions(leaves=12))
def test_structured_and_written_conditions_are_the_same_tree(tree: Node) -> None:
    canonical, _ = check(tree, NAMES, "boolean")
    assert read(structured(canonical), NAMES) == canonical


@settings(LAW, max_examples=100)
@given(st.one_of(conditions(leaves=12), numbers(leaves=12)), LANGUAGES, frames(st.just(1)))
def test_every_tree_can_be_said_and_denied_with_and_without_values(
    tree: Node, lang: str, profiles: list[dict[str, Any]]
) -> None:
    canonical, _ = check(tree, NAMES, "any")
    compiled = program({"types": [TYPE], "scheme": SCHEME, "rules": []})
    values = Explainer(Scorer(compiled)).values(Profile(id="x", values=profiles[0]))
    for known in (None, values):
        speaker = Speaker(NAMES, lang, compiled.numbers, known)
        assert speaker.say(canonical)
        assert speaker.deny(canonical)


TEXT = {"zh": "一", "en": "one"}
TYPE = {"id": "only", "label": TEXT, "definition": TEXT, "basis": {"kind": "expert"}}
SCHEME = {"id": "only", "label": TEXT}


@settings(LAW, max_examples=20)
@given(packs(), frames(st.integers(1, 3)))
def test_every_outcome_can_be_explained(pack: dict[str, Any], profiles: list[dict[str, Any]]) -> None:
    scorer = Scorer(program(pack))
    explainer = Explainer(scorer)
    for values in profiles:
        profile = Profile(id="x", values=values)
        explained = explainer.explain(profile, scorer.score(profile))
        groups = ("supporting", "opposing", "rival", "other", "silent", "open")
        assert sum(len(getattr(explained, group)) for group in groups) == len(pack["rules"])


@settings(LAW, max_examples=30)
@given(
    st.integers(1, 200), st.sampled_from(["({})", "not ({})", "-({})", "min({}, 1)", "{} + 1", "missing({})"])
)
def test_nesting_is_read_or_refused_and_never_overflows(depth: int, shape: str) -> None:
    text = "n1"
    for _ in range(depth):
        text = shape.format(text)
    with suppress(ClassifyError):
        read(text, NAMES, "any")
