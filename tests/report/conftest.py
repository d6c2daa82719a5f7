"""Reports are tested in both languages, with the translations of this stage until they are compiled."""

import sys
from pathlib import Path

import pytest
from chinese_words import Written

from classify import texts

sys.path.insert(0, str(Path(__file__).parent.parent / "advice"))  # the hamlets that advice is tested on


@pytest.fixture(autouse=True)
def _written_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_catalogue", lambda _lang, _domain="classify": Written())
