"""A rule pack: everything a folder of YAML says, after extension and merging."""

from classify.model.advice import ListDefinition, ListItem, Method, Team
from classify.model.basis import Document
from classify.model.field import Check, Field, Indicator
from classify.model.profile import Table
from classify.model.rollup import RollUp
from classify.model.rule import Parameter, Rule
from classify.model.scheme import Scheme, Type
from classify.model.text import Data, Text


class PackHeader(Data):
    """Identify a pack; `extends` names the packs whose content it takes over and may change."""

    id: str
    version: str
    title: Text
    extends: tuple[str, ...] = ()
    about: Text | None = None


class Exclusion(Data):
    """Excuse one finding of `classify rules check`: its code, the entry it is about, and why it may stand.

    `id` may end in `*` for every entry that begins so. `reason` is for those who maintain the pack, in their language.
    """

    code: str
    id: str
    reason: str


class Pack(Data):
    """Hold the content of one pack, each section in file order; ids are unique within a section."""

    pack: PackHeader
    scheme: Scheme | None = None
    table: Table | None = None
    documents: tuple[Document, ...] = ()
    fields: tuple[Field, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    checks: tuple[Check, ...] = ()
    rollup: tuple[RollUp, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    types: tuple[Type, ...] = ()
    rules: tuple[Rule, ...] = ()
    methods: tuple[Method, ...] = ()
    teams: tuple[Team, ...] = ()
    lists: tuple[ListDefinition, ...] = ()
    items: tuple[ListItem, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
