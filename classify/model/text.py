"""A sentence or label in the two languages the product speaks."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

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
        return self.en if lang == "en" else self.zh
