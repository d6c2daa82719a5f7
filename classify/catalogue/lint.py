"""Every code `classify rules check` may give: packs that load, and still say something that cannot be meant."""

from classify.catalogue.entry import Entry, error, note, warning
from classify.texts import mark as _

_WORDING = {
    "LINT001": warning(
        _("“{title}” is the title of {id} and of {other}"), _("Give each a title that tells them apart")
    ),
    "LINT002": warning(
        _("{id}: the wording of {key} is missing in one of the two languages, or the same in both"),
        _("Write it in Chinese under zh and in English under en"),
    ),
    "LINT003": warning(
        _("{id}: {key} is marked as stated, and says not where in the document"),
        _("Add the place, or mark it as expert"),
    ),
    "LINT004": error(
        _("The heading “{spelling}” of {id} also means {other}, once blanks, width and case are set aside"),
        _("Change a label or an alias"),
    ),
}

_MEANING = {
    "LINT010": error(
        _(
            "No profile can fulfil {id}: its condition contradicts itself or the ranges of the fields it reads"
        ),
        _("Compare its parts with one another and with what the fields can be"),
    ),
    "LINT011": warning(
        _("The condition of {id} holds on every profile whose figures are known"),
        _("Leave it out, or correct the limit"),
    ),
    "LINT012": warning(
        _("In {id} one side of “or” can never hold: {part}"), _("Correct the limit, or delete that side")
    ),
    "LINT013": error(
        _(
            "{id} decides about a type and reads {field}, which the work with the community is meant to change"
        ),
        _("Use it in lists and checks, or write an exclusion with the reason"),
    ),
    "LINT014": error(
        _("{id} decides about a type and reads {field}, which holds what somebody has decided already"),
        _("Decide by facts about the community"),
    ),
    "LINT015": error(
        _(
            "{id} decides about a type by {function}(): filling in a missing figure could then take it out of its own range"
        ),
        _("Compare the figures themselves; a missing one leaves the rule open"),
    ),
    "LINT016": error(
        _("The line {id} is never proposed: its condition contradicts itself"),
        _("Correct the condition, or delete the line"),
    ),
    "LINT017": warning(
        _("The check {id} can never complain: what it asks for always holds"),
        _("Correct the limit, or delete the check"),
    ),
    "LINT018": error(
        _("The check {id} complains about every profile: what it asks for can never hold"),
        _("Correct the limit, or delete the check"),
    ),
    "LINT019": warning(
        _("The ramp of {id} never counts in full: at most {share} of its weight"),
        _("Compare its ends with what the value can be"),
    ),
}

_WEIGHTS = {
    "LINT020": error(
        _("{type} needs {threshold} points and can reach at most {points}"),
        _("Add evidence for it, raise weights, or lower full_at"),
    ),
    "LINT021": warning(
        _(
            "The weight of {id} for {type} moves the score by at most {points} points, less than is ever shown"
        ),
        _("Raise it, or leave it out"),
    ),
    "LINT022": warning(
        _(
            "The weight of {id} for {type} never matters: wherever the rule holds, the score is {points} with and without it"
        ),
        _("Leave it out, or change full_at"),
    ),
    "LINT023": warning(
        _("No rule speaks against {type}"),
        _("Add evidence with a negative weight, or write an exclusion with the reason"),
    ),
    "LINT024": warning(
        _("{id} speaks neither for nor against any type"), _("Add weights, or delete the rule")
    ),
    "LINT025": note(
        _("{type} is not in the scheme's precedence, so a tie is broken by the spelling of its id"),
        _("Add it to precedence"),
    ),
    "LINT026": warning(
        _(
            "{id} counts in full on every profile whose figures are known, so it tells no profile from another"
        ),
        _("Compare the ends of its ramp with what the value can be"),
    ),
}

_NUMBERS = {
    "LINT030": warning(
        _("The values of {id} are not in the order of their dates: {date} comes too late"),
        _("Put the oldest value first"),
    ),
    "LINT031": error(
        _("{id} is {value} from {date} on, outside its own range {range}"),
        _("Correct the value or the range"),
    ),
    "LINT032": error(
        _("{id}: {key} runs from {low} to {high}, so nothing lies in it"), _("Write the lower end first")
    ),
    "LINT033": warning(
        _("No rule, line, check or method uses the parameter {id}"), _("Use it, or delete it")
    ),
    "LINT034": warning(
        _("No rule, line, check or method uses the indicator {id}"), _("Use it, or delete it")
    ),
    "LINT035": warning(
        _("Nothing in the pack uses its field {id}"),
        _("Use it, or delete it: nobody should collect figures in vain"),
    ),
    "LINT036": error(
        _("{id}: the range has the end “{end}”, which is not a number"),
        _("Write a number such as 0.25 or 25%"),
    ),
}

_CASES_AND_LISTS = {
    "LINT040": warning(
        _("No case expects {id} to fire"),
        _("Add a case whose fires: names it, and one just beyond its limit"),
    ),
    "LINT041": warning(_("No case expects the type {id}"), _("Add a case with type: {id}")),
    "LINT050": warning(
        _(
            "The line {id} leads to or uses {other}, which is never proposed to the same community: their types differ"
        ),
        _("Compare the types of the two lines"),
    ),
    "LINT051": note(
        _("The line {id} leads to no other line, as the others of its list do"),
        _("Add leads_to, if something follows from it"),
    ),
    "LINT052": note(
        _("No line leads to {id}, as to the others of its list"),
        _("Name it under leads_to where it follows from something"),
    ),
    "LINT053": note(
        _("No line uses {id}, as others of its list are used"), _("Name it under uses where it helps")
    ),
}

_EXCLUSIONS = {
    "LINT090": warning(
        _("The exclusion of {code} for {id} matches no finding"), _("Delete it: what it excused is repaired")
    ),
    "LINT091": error(
        _("The exclusion of {code} for {id} gives no reason"), _("Say why the finding may stand")
    ),
    "LINT092": error(
        _("There is no check {code}, so the exclusion means nothing{hint}"), _("Correct the code")
    ),
}

LINT: dict[str, Entry] = {**_WORDING, **_MEANING, **_WEIGHTS, **_NUMBERS, **_CASES_AND_LISTS, **_EXCLUSIONS}
