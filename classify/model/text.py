"""A sentence or label in the two languages the product speaks; Traditional Chinese is looked up by the Simplified wording."""

from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from classify.texts import script

Language = Literal["zh", "en"]


class Data(BaseModel):
    """Refuse unknown keys and later change: what was loaded stays what the file says."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Data):
    """Hold one wording per language; both are required, so that no report is half translated."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """Return the wording in `lang`; anything but English is told in Chinese."""
        # Explanations say thousands of texts: the two wordings are found without comparing languages.
        try:
            wording: str = self.__dict__[lang]
        except KeyError:
            return self._in_script(lang)
        return wording

    def _in_script(self, lang: str) -> str:
        return script(self.zh, lang)


class Composed(Text):
    """Hold a text made of others, which no catalogue knows as a whole; `make` words it in any language."""

    make: Callable[[str], str] = Field(exclude=True, repr=False)

    def _in_script(self, lang: str) -> str:
        return self.make(lang)

    def __eq__(self, other: object) -> bool:
        """Tell whether the wordings are equal: how they were made does not matter."""
        return isinstance(other, Text) and (self.zh, self.en) == (other.zh, other.en)

    def __hash__(self) -> int:
        """Agree with `==`."""
        return hash(Text(zh=self.zh, en=self.en))


def composed(make: Callable[[str], str]) -> Text:
    """Return the text that `make` words in a language; as part of a finding it has to be one that can be pickled."""
    return Composed(zh=make("zh"), en=make("en"), make=make)
