"""The findings of the alliance: reading its tables, checking them, suggesting links."""

from classify.catalogue.entry import error, note, warning
from classify.texts import mark as _

ALLIANCE = {
    "ALLIANCE001": error(
        _("Nothing here is a table of an alliance"),
        _(
            "Name the sheets or files units, agreements, parties, links, offers, needs, activities; classify alliance template writes empty ones"
        ),
    ),
    "ALLIANCE002": warning(
        _("The heading “{heading}” belongs to no column of this table{hint}"),
        _("Correct the heading, or leave the column"),
    ),
    "ALLIANCE003": error(
        _("The heading “{heading}” stands twice for {field}"), _("Keep one of the two columns")
    ),
    "ALLIANCE004": error(
        _("The table {table} lacks {columns}, so it was not read"),
        _("Add the columns; classify alliance template shows them"),
    ),
    "ALLIANCE005": error(
        _("{field} is empty, so the row was not read"), _("Fill in the cell, or delete the row")
    ),
    "ALLIANCE006": error(
        _("“{id}” stands twice, first at {other}; this row was not read"), _("Give each row an id of its own")
    ),
    "ALLIANCE007": warning(
        _("Column {column} has no heading, so its {count} cells were not read"),
        _("Give the column a heading, or empty it"),
    ),
    "ALLIANCE008": warning(
        _("“{sheet}” is no table of an alliance and was not read"),
        _("Leave it, or give it the name and headings of a table"),
    ),
    "ALLIANCE009": error(
        _("{field} is not a date, so the row was not read"),
        _("Write dates as 2025-06-30; leave the cell empty if open-ended"),
    ),
    "ALLIANCE010": error(
        _("{field} is not a number that can stand here, so the row was not read"),
        _("Write a whole number such as 12"),
    ),
    "ALLIANCE011": warning(
        _("{field} does not know “{value}”{hint}"),
        _("Use one of the words in docs/alliance.md, or leave it as your own"),
    ),
    "ALLIANCE012": error(
        _("{field} is a formula without a result, so the row was not read"),
        _("Write the value instead of the formula"),
    ),
    "ALLIANCE013": error(
        _("{field} holds a telephone or identity number; it was not taken over"),
        _("Delete it: an alliance holds organisations and posts, never people"),
    ),
    "ALLIANCE014": warning(_("{field} is longer than 200 signs and was cut"), _("Use a shorter name")),
    "ALLIANCE015": warning(
        _("{field} holds invisible control signs, which were removed"), _("Type the cell again")
    ),
    "ALLIANCE016": note(
        _("The registered name of a sole trader is often a person's, so it is not shown"),
        _("Nothing need be done; kind and place are kept"),
    ),
    "ALLIANCE017": note(
        _("The row is a total or repeats the headings, so it was not read"), _("Nothing need be done")
    ),
    "ALLIANCE018": error(
        _("{field} is larger than {most}, so the row was not read"), _("Correct the number")
    ),
    "ALLIANCE019": warning(
        _("{field} is not in degrees, so distances from here are unknown"),
        _("Write longitude (−180…180) and latitude (−90…90) as numbers such as 120.58 and 31.30"),
    ),
    "ALLIANCE020": error(
        _("{field} names “{id}”, which is not in the table {table}{hint}"),
        _("Correct the id, or add the row it names"),
    ),
    "ALLIANCE021": error(
        _("{name} is its own superior"), _("Name the unit above it, or leave the cell empty")
    ),
    "ALLIANCE022": error(_("Superiors run in a circle: {cycle}"), _("Correct one of these superiors")),
    "ALLIANCE023": error(
        _("{name} has {count} superiors at once: {superiors}"),
        _("Keep one, or end the earlier one with a date"),
    ),
    "ALLIANCE024": error(
        _("{name} ({level}) is placed below {superior} ({superior_level}), which is no higher"),
        _("Correct a level or the superior"),
    ),
    "ALLIANCE025": warning(_("{name} has no superior"), _("Name the unit above it")),
    "ALLIANCE026": error(_("It ends ({end}) before it begins ({start})"), _("Correct one of the two dates")),
    "ALLIANCE027": error(
        _("{name} ended on {end}, but something was done under it on {date}"),
        _("Renew the agreement, or correct a date"),
    ),
    "ALLIANCE028": warning(
        _("{name} and {other} join the same parties in the same way at the same time"),
        _("End the earlier one, or merge them"),
    ),
    "ALLIANCE029": error(
        _("{name} has {count} parties in force; an agreement needs two"), _("Add the missing parties")
    ),
    "ALLIANCE030": error(
        _("{name} is tripartite but has {count} parties in the role {role} on {date}; it needs exactly one"),
        _("Name one community, one committee, one firm and one compound"),
    ),
    "ALLIANCE031": error(
        _("{unit} takes the role {role} in {name} but is {kind}"), _("Correct the role or the kind of unit")
    ),
    "ALLIANCE032": error(
        _("{name}: {firm} does not manage {compound} on {date}"),
        _("Correct the firm, or add the link Manages with its dates"),
    ),
    "ALLIANCE033": error(
        _("{name}: {committee} does not represent {compound} on {date}"),
        _("Correct the committee, or add the link Represents with its dates"),
    ),
    "ALLIANCE034": error(
        _("{name}: {compound} does not lie in {community}"),
        _("Correct the community, or the place of the compound"),
    ),
    "ALLIANCE035": error(
        _("{compound} has two tripartite agreements at once: {name} and {other}"),
        _("End the earlier one with a date"),
    ),
    "ALLIANCE036": error(
        _("A link of the kind {kind} cannot lead from {source} ({source_kind}) to {target} ({target_kind})"),
        _("Correct the kind of link, its direction or a unit's kind"),
    ),
    "ALLIANCE037": error(
        _("{unit} commits {committed} of {offer} but has {capacity}"),
        _("Reduce the commitments, or correct the capacity"),
    ),
    "ALLIANCE038": warning(
        _("{unit} takes part in {name} outside the agreement's own dates"),
        _("Correct the dates of the party or of the agreement"),
    ),
    "ALLIANCE039": warning(
        _("The social credit code of {name} is not sound (18 signs, check sign)"),
        _("Compare it with the certificate"),
    ),
    "ALLIANCE040": warning(
        _("{name} and {other} have the same social credit code"), _("Merge them, or correct a code")
    ),
    "ALLIANCE041": warning(
        _("{unit} stands twice as {role} in {name} at the same time"), _("Delete one of the two rows")
    ),
    "ALLIANCE042": error(
        _("{unit} commits the offer {offer}, which belongs to {owner}"), _("Name an offer of the unit itself")
    ),
    "ALLIANCE043": warning(
        _("{name} joins {share} of all units: who is linked with whom can no longer be told from it"),
        _("Record the smaller agreements that are at work within it"),
    ),
    "ALLIANCE044": warning(
        _(
            "{count} links of the kind {kind} lead from {source} to {target} at the same time; they count once"
        ),
        _("Keep one row"),
    ),
    "ALLIANCE045": error(_("{name} is linked with itself"), _("Correct one end of the link")),
    "ALLIANCE046": error(
        _("{unit} ({unit_dates}) takes part in {name} on a day it does not exist"),
        _("Correct the dates, or end the link with the unit"),
    ),
    "ALLIANCE047": warning(
        _("{name} is in force without a document number"), _("Fill in the number of the signed document")
    ),
    "ALLIANCE048": warning(
        _("{community} states the need {kind} twice at the same time"),
        _("Keep one row and raise the number of providers"),
    ),
    "ALLIANCE049": error(_("“{id}” is both a unit and an agreement"), _("Give one of them another id")),
    "ALLIANCE050": error(
        _("The need belongs to {name}, which is no community but {kind}"), _("Name a community")
    ),
    "ALLIANCE051": error(
        _("“{value}” is no status of an agreement{hint}; the agreement counts as not in force"),
        _("Write Signed or Proposed"),
    ),
    "ALLIANCE052": warning(
        _(
            "{missing} of {all} communities are not among the alliance's units ({names}); their reports say nothing of it"
        ),
        _("Give a community the same code in both tables"),
    ),
    "ALLIANCE060": error(
        _("The list of proposals names “{id}”, which is not in the tables"),
        _("Correct the id, or delete the row"),
    ),
    "ALLIANCE061": error(
        _("{need} and {offer} cannot be locked together: {why}"),
        _("Unlock the row, or correct need or offer"),
    ),
    "ALLIANCE062": error(
        _("“{value}” is no decision on a proposal{hint}"),
        _("Write Proposed, Locked (keep it) or Forbidden (never this unit)"),
    ),
    "ALLIANCE070": warning(
        _("OR-Tools is not installed, so networkx was used: equally good, but slower"),
        _("Install community-classify[solve]"),
    ),
    "ALLIANCE071": error(
        _("OR-Tools is not installed"),
        _("Install community-classify[solve], or leave out --solver: networkx finds an equally good answer"),
    ),
    "ALLIANCE072": warning(
        _("So many providers are wanted that OR-Tools cannot count them, so networkx was used"),
        _("Check the column Providers wanted"),
    ),
    "ALLIANCE073": error(
        _("There are more than {most} possible links between needs and offers, so none were proposed"),
        _("Give offers a range (own subdistrict) or a reach in km, or hand in fewer needs at once"),
    ),
    "ALLIANCE080": error(
        _("There is no unit called “{id}”{hint}"), _("Use an id from the table of units, or a full name")
    ),
    "ALLIANCE081": error(_("Several units are called “{id}”: {ids}"), _("Name it by its id")),
    "ALLIANCE082": error(_("There is no need “{id}”{hint}"), _("Use an id from the table of needs")),
    "ALLIANCE083": error(
        _("There is no community or subdistrict called “{scope}”"), _("Use an id, or a subdistrict's name")
    ),
}
