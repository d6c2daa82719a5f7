"""The flow, one line per stage: read, check, derive, score, decide; advice and reports build on its result."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from classify.advice.adviser import Adviser
from classify.contributions import Contributions
from classify.errors import Finding, refuse
from classify.insight.explain import Explainer
from classify.insight.peers import Peers
from classify.intake import InputFile, Intake, Options, in_reading_order, read_tables
from classify.intake.checks import Checker
from classify.intake.identity import plain_name
from classify.intake.packs import schema_of
from classify.intake.review import Reviews, read_reviews
from classify.intake.wording import did_you_mean, displayed, fold, listed, same
from classify.model.advised import Advice
from classify.model.outcome import Explanation, Outcome
from classify.model.profile import Profile, Value
from classify.model.smallcells import small_cells
from classify.model.text import Text
from classify.plugins import Plugins, load_plugins
from classify.report.alliance.links import Links
from classify.report.community import community_document, draft_of
from classify.report.district import district_document
from classify.report.document import Document
from classify.report.formats import NO_WISHES, SiteWishes
from classify.report.places import NOWHERE, Places
from classify.report.provenance import AllianceUsed, PluginUsed, Provenance, data_date, provenance_of
from classify.report.subdistrict import Briefing, subdistrict_document
from classify.report.wording import Wording
from classify.resources import DEFAULT_RULES
from classify.rulepack.loaded import LoadedPack
from classify.scoring.outcome import Scorer
from classify.scoring.program import Program, compile_program
from classify.scoring.quantiles import district_values

# How many communities are offered for one that is not there.
_OFFERED = 3


@dataclass(frozen=True)
class Run:
    """Hold everything one run came to; explanations and advice are worked out when asked for."""

    program: Program
    intake: Intake
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    scorer: Scorer
    contributions: Contributions
    reviews: tuple[InputFile, ...] = ()
    links: Links | None = None
    places: Places = NOWHERE
    site: SiteWishes = NO_WISHES
    alliance: AllianceUsed | None = None
    everyone: tuple[Outcome, ...] = ()

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """Return every file the run was made from: tables, and annexes that were read back."""
        return (*self.intake.files, *self.reviews)

    @property
    def population(self) -> tuple[Outcome, ...]:
        """Return all communities that were classified; `outcomes` may be only those that are asked for."""
        return self.everyone or self.outcomes

    def only(self, ids: Collection[str]) -> Run:
        """Return the run with only some communities to report on; they are still compared with all."""
        chosen = tuple(o for o in self.outcomes if o.id in ids)
        return replace(self, outcomes=chosen, everyone=self.population)

    @cached_property
    def explainer(self) -> Explainer:
        """Return what words the reasons of this run."""
        return Explainer(self.scorer)

    @cached_property
    def adviser(self) -> Adviser:
        """Return what draws up the advice of this run."""
        return Adviser(self.program)

    @cached_property
    def peers(self) -> Peers:
        """Return what finds the communities most alike."""
        return Peers(self.population)

    @cached_property
    def _wordings(self) -> dict[str, Wording]:
        return {}

    def wording(self, lang: str) -> Wording:
        """Return the words of this run's reports in a language."""
        if lang not in self._wordings:
            self._wordings[lang] = Wording(self.program, lang)
        return self._wordings[lang]

    @cached_property
    def provenance(self) -> Provenance:
        """Return what this run was made from; where profiles are of different dates, the first and the last."""
        found = (data_date(self.program, p.values) for p in self.profiles.values())
        dates = sorted({date for date in found if date})
        date = " – ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else None
        plugins = tuple(
            PluginUsed(p.name, p.version, p.origin.partition(": ")[0])
            for p in self.contributions.plugins.plugins
            if p.origin != "core"
        )
        made = provenance_of(self.program, date, plugins=plugins)
        return replace(made, alliance=self.alliance, part=self._part(self.outcomes, self.population))

    def _part(self, shown: Sequence[Outcome], known: Sequence[Outcome]) -> tuple[int, int] | None:
        return (len(shown), len(known)) if len(shown) < len(known) else None

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """Return the profiles by id."""
        enriched = self.contributions.enrich(self.program.loaded, self.intake.profiles)
        return {p.id: p for p in enriched}

    def outcome(self, id_: str) -> Outcome:
        """Return the outcome of the profile with this id or, where it is unique, this name."""
        found = [o for o in self.outcomes if o.id == id_] or [o for o in self.outcomes if o.name == id_]
        if len(found) != 1:
            raise refuse("USE003", id=id_) if found else refuse("USE002", id=id_, hint=self._similar(id_))
        return found[0]

    def _similar(self, id_: str) -> Text:
        """Return the tail of a message that offers the communities whose name or id comes closest."""
        known: dict[str, list[Outcome]] = {}
        for o in self.outcomes:
            for word in {plain_name(o.name), fold(o.id)} - {""}:
                known.setdefault(word, []).append(o)
        word = plain_name(id_)
        near = [word] if word in known else get_close_matches(word[:60], known, n=_OFFERED, cutoff=0.6)
        found = {o.id: o for key in near for o in known[key]}
        labels = [same(displayed(f"{o.name} {o.id}".strip())) for o in found.values()][:_OFFERED]
        return did_you_mean(listed(labels) if labels else None)

    def explain(self, outcome: Outcome, lang: str | None = None, *, whole: bool = False) -> Explanation:
        """Return the whole reasoning behind one outcome; with `lang`, what a report in that language says of it.

        `whole` keeps the rules such a report leaves out.
        """
        return self.explainer.explain(self.profiles[outcome.id], outcome, lang, whole=whole)

    def values(self, outcome: Outcome) -> dict[str, Value]:
        """Return the fields of the profile behind an outcome together with its indicators."""
        return self.explainer.values(self.profiles[outcome.id])

    def advise(self, outcome: Outcome) -> Advice:
        """Return method, lists, teams and property mode for one outcome."""
        return self.adviser.advise(self.values(outcome), outcome)

    def document(self, outcome: Outcome, lang: str) -> Document:
        """Return the report on one community as a neutral document."""
        profile, wording = self.profiles[outcome.id], self.wording(lang)
        reasoning, advice = self.explain(outcome, lang), self.advise(outcome)
        draft = draft_of(wording, profile, reasoning, advice, self.peers.of(outcome), self.links)
        provenance = replace(self.provenance, data_date=data_date(self.program, profile.values), part=None)
        return community_document(draft, provenance, self.contributions.sections(draft))

    def summary(self, lang: str) -> Document:
        """Return the report on all communities of the run."""
        advice = [self.advise(o) for o in self.outcomes]
        return district_document(
            Wording(self.program, lang), self.outcomes, self.provenance, advice, self.links
        )

    def subdistrict(self, group: str, lang: str) -> Document:
        """Return the report on the communities of one subdistrict."""
        wording = Wording(self.program, lang)
        chosen = [o for o in self.outcomes if o.group == group]
        material = [
            Briefing(o, self.explain(o, lang), self.advise(o), self.profiles[o.id].values) for o in chosen
        ]
        known = [o for o in self.population if o.group == group]
        provenance = replace(self.provenance, part=self._part(chosen, known))
        return subdistrict_document(wording, group, material, provenance, self.links)

    def render(self, document: Document, form: str = "md") -> str | bytes:
        """Return a document in one of the formats that the core and plugins bring."""
        formats = self.contributions.formats
        if form not in formats:
            raise refuse("USE004", format=form, known=", ".join(formats))
        return formats[form].render(document)


def run(
    paths: Sequence[Path],
    rules: Sequence[str | Path] = DEFAULT_RULES,
    as_of: datetime.date | None = None,
    plugins: Plugins | None = None,
    options: Options = Options(),  # noqa: B008 - immutable
    reviews: Sequence[Path] = (),
) -> Run:
    """Classify the communities of some tables.

    `as_of` decides which dated parameters hold; by default it is the newest date in the tables, or today.
    `options` says how tables are to be read; `reviews` are annexes whose review columns hold decisions.
    Raises `ClassifyError` with exit code 1 where a table cannot be read, 2 where rules are broken.
    """
    contributions = Contributions(plugins or load_plugins())
    loaded = contributions.load(rules)
    intake = _read(loaded, paths, contributions, options)
    profiles = contributions.enrich(loaded, intake.profiles)
    date = as_of or _data_date(loaded, intake)
    district = district_values(loaded, date, profiles)
    program = compile_program(loaded, date, contributions.policies, district)
    program = replace(program, small=small_cells(loaded.pack, profiles, options.minimum))
    findings = in_reading_order((*intake.findings, *_check(program, profiles)))
    scorer = Scorer(program)
    scored = tuple(scorer.score(p, _declared(loaded, p)) for p in profiles)
    decided = (
        read_reviews(reviews, program.types, program.scheme, {p.id: p.name for p in profiles})
        if reviews
        else Reviews()
    )
    outcomes = decided.applied(scored)
    findings = (*findings, *in_reading_order((*decided.findings, *decided.doubts(outcomes))))
    return Run(program, intake, findings, outcomes, scorer, contributions, decided.files)


def _read(
    loaded: LoadedPack, paths: Sequence[Path], contributions: Contributions, options: Options
) -> Intake:
    if loaded.pack.table is None:
        raise refuse("RULES043", loaded.sections.spot.place())
    computed = contributions.columns_of(loaded)
    return read_tables(paths, schema_of(loaded, computed), replace(options, readers=contributions.readers))


def _data_date(loaded: LoadedPack, intake: Intake) -> datetime.date:
    field = loaded.pack.table.date if loaded.pack.table else None
    dates = [str(p.values[field]) for p in intake.profiles if field and p.values.get(field)]
    return datetime.date.fromisoformat(max(dates)) if dates else datetime.date.today()  # noqa: DTZ011 - a day of the office


def _check(program: Program, profiles: Sequence[Profile]) -> list[Finding]:
    pack, loaded = program.loaded.pack, program.loaded
    trees = {c.id: loaded.trees["checks", c.id] for c in pack.checks}
    checker = Checker(pack.checks, trees, program.indicators, program.numbers, pack.fields)
    return [finding for profile in profiles for finding in checker.findings(profile)]


def _declared(loaded: LoadedPack, profile: Profile) -> str | None:
    field = loaded.pack.table.declared if loaded.pack.table else None
    value = profile.values.get(field) if field else None
    return value if isinstance(value, str) else None
