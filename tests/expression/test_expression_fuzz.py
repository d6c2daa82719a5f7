"""Whatever is written where a condition should stand: it is read or refused, quickly, and nothing else."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_table import NAMES, tree

from classify.errors import ClassifyError
from classify.expression.functions import FUNCTIONS
from classify.expression.words import FOREIGN, UNIT_OF_WORD, WORDS
from classify.expression.write import write

QUICK = settings(deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))
_WORDS = st.sampled_from(
    [
        *(word for words in WORDS.values() for word in words),
        *(word for function in FUNCTIONS.values() for word in function.words),
        *NAMES.spellings,
        *FOREIGN,
        *UNIT_OF_WORD,
        *(
            "「",
            "」",
            "“",
            "”",
            "'",
            '"',
            "（",
            "）",
            "，",
            "、",
            "【",
            "】",
            "\u3000",
            "\n",
            "\t",
            "％",
            "‰",
            "万",
        ),
        *(
            "25%",
            "0.5",
            "1.2万",
            "2000年",
            "9" * 30,
            "1e5",
            "'core'",
            "“核心区”",
            "None",
            "__class__",
            "lambda",
        ),
    ]
)
NOISE = st.one_of(st.text(max_size=4), st.characters(), st.integers().map(str))
TEXTS = st.lists(st.one_of(_WORDS, _WORDS, _WORDS, NOISE), max_size=25).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)
DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, _WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.sampled_from(["all", "any", "not", "at_least", "k", "of"]), st.text()),
            inner,
            max_size=2,
        ),
        st.fixed_dictionaries({"field": st.one_of(_WORDS, inner), "op": _WORDS, "value": inner}),
        st.fixed_dictionaries(
            {"at_least": st.fixed_dictionaries({"k": st.integers(0, 3), "of": st.lists(inner)})}
        ),
    ),
    max_leaves=8,
)


def read_or_refuse(source: Any) -> None:
    began = time.perf_counter()
    try:
        found = tree(source, "any")
    except ClassifyError as error:
        for finding in error.findings:
            assert finding.code.startswith("EXPR")
            assert finding.message("zh")
            assert finding.repair("en")
            if isinstance(source, str):
                assert finding.place.line == 1
                assert 1 <= finding.place.column <= len(source) + 1
    else:
        assert tree(write(found), "any") == found
    assert time.perf_counter() - began < 2


@QUICK
@given(TEXTS)
def test_any_mixture_of_words_and_noise_is_read_or_refused(text: str) -> None:
    read_or_refuse(text)


@QUICK
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text)


@QUICK
@given(DATA)
def test_any_data_is_read_or_refused(data: Any) -> None:
    read_or_refuse(data)


@settings(QUICK, max_examples=50)
@given(st.lists(_WORDS, min_size=1, max_size=3), st.integers(10, 3000))
def test_endless_repetition_is_refused_quickly(words: list[str], times: int) -> None:
    read_or_refuse("".join(words) * times)
    read_or_refuse(" ".join(words * times))
