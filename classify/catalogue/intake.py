"""Every code reading a table may give: the file, the layout, the cells, the privacy guard."""

from classify.catalogue.entry import Entry, error, note, warning
from classify.texts import mark as _

INTAKE = {
    "INTAKE001": error(_("The file does not exist"), _("Check the path and the spelling of the name")),
    "INTAKE002": error(_("The file is empty"), _("Save the table again and hand in that file")),
    "INTAKE003": error(
        _("The file is neither a readable text table nor an .xlsx workbook"),
        _("Open it in the office program and save it as .xlsx or as CSV"),
    ),
    "INTAKE004": error(
        _("The workbook is protected by a password"), _("Remove the password and save the workbook again")
    ),
    "INTAKE005": error(
        _("The workbook is damaged or cut off"),
        _("Copy or download the file again, then open and save it once"),
    ),
    "INTAKE006": error(
        _("The text is in none of the encodings UTF-8, GB18030 and Big5"), _("Save the table as CSV in UTF-8")
    ),
    "INTAKE007": error(
        _("The table has a heading but no rows"), _("Fill in one row per community below the heading")
    ),
    "INTAKE008": error(
        _("The file is in the format {format}, which cannot be read here"),
        _("Open it in the office program and save it as .xlsx"),
    ),
    "INTAKE009": error(
        _("The workbook has no worksheet"), _("Put the table on a worksheet, or save it as CSV")
    ),
    "INTAKE010": warning(
        _("The heading “{heading}” is not a field{hint}; its {cells} cells were not read"),
        _('If the rules need it, say what it means: --map "{heading}=…"; otherwise leave it'),
    ),
    "INTAKE011": error(
        _(
            "The headings “{first}” and “{second}” both mean {field}; only the first was read ({cells} cells left out)"
        ),
        _("Keep one of the two columns"),
    ),
    "INTAKE012": error(
        _("{field} expects {expected}, and the cell holds something else"),
        _("Correct the cell, or empty it if the figure is not known"),
    ),
    "INTAKE013": error(_("{field} is {value}, outside what can be true ({range})"), _("Correct the cell")),
    "INTAKE014": warning(
        _("{field} is {value}, outside the usual ({range})"), _("Check the figure; if it is right, leave it")
    ),
    "INTAKE015": error(
        _("{field} is {value}: a share lies between 0 and 1"), _("Write 25% or 0.25 for a quarter")
    ),
    "INTAKE016": error(
        _("{field} ({value}) exceeds {total_field} ({total})"), _("Correct one of the two cells")
    ),
    "INTAKE017": error(_("{field} does not know the entry{hint}"), _("Use one of: {choices}")),
    "INTAKE018": error(_("{field} has not the form it must have ({pattern})"), _("Correct the cell")),
    "INTAKE019": Entry("error", _("{say}"), _("{how}")),
    "INTAKE020": error(
        _("No column identifies or names the communities; {cells} cells were not read"),
        _("Add one of the columns {fields}"),
    ),
    "INTAKE021": error(_("The row has no identifier and was left out"), _("Fill in one of {fields}")),
    "INTAKE022": error(
        _("The same {field} stands in two rows, here and at {other}; the row here was left out"),
        _("Delete one of the two rows or correct its identifier"),
    ),
    "INTAKE023": error(
        _("No row holds headings the loaded rules know"),
        _("Name the columns as in docs/fields.md, or run again with --ask"),
    ),
    "INTAKE024": error(
        _("The path does not lead to a file that may be read"),
        _("Name a file, not a folder, that this user may open"),
    ),
    "INTAKE025": error(
        _("The file is larger than a table of communities can be"),
        _("Hand in the table alone, without empty formatted rows and columns, or in several files"),
    ),
    "INTAKE026": error(
        _(
            "The text table cannot be split into cells from here on: a quotation mark is not closed, or not doubled"
        ),
        _("Save the table again from the office program, or correct the quotation marks"),
    ),
    "INTAKE027": error(
        _("The row has {cells} cells where the table is {headings} wide, and was not read"),
        _("Put figures such as 1,133 in quotation marks, or write them without a comma"),
    ),
    "INTAKE028": error(
        _("The column has no heading, so its {cells} cells were not read"),
        _("Give the column the name of a field, or delete it"),
    ),
    "INTAKE029": warning(
        _("No heading on the sheet “{sheet}” is known, so its {cells} cells were not read"),
        _("If it holds communities, name its columns as in docs/fields.md; otherwise leave it"),
    ),
    "INTAKE030": error(
        _("{field} is a formula that was never calculated"),
        _("Open the workbook in the office program, save it once and hand in that file"),
    ),
    "INTAKE031": error(
        _("{field} is a formula that failed"), _("Correct the formula, or write the figure instead")
    ),
    "INTAKE032": error(
        _("{field} was shortened by the office program, its last digits are lost"),
        _("Format the column as text and enter the code again"),
    ),
    "INTAKE033": warning(
        _("{field} is 1 and was read as {value}, because {why}"), _("Write 100% or 1%, whichever is meant")
    ),
    "INTAKE034": note(
        _("The heading “{heading}” was read as {field} ({how}, {confidence}% sure)"),
        _("If it means something else, say so with --map or in mapping.yaml"),
    ),
    "INTAKE035": error(
        _("The heading “{heading}” may mean {candidates}; its {cells} cells were not read"),
        _('Run again with --ask, or write --map "{heading}=…", or put it into mapping.yaml'),
    ),
    "INTAKE036": error(
        _("The mapping of “{heading}” names {target}, which is no field{hint}"),
        _("Use the id or label of a field, see docs/fields.md; or ignore"),
    ),
    "INTAKE037": note(
        _("The column “{heading}” holds no figures of the rules; its {cells} cells were not read"),
        _("Nothing to do"),
    ),
    "INTAKE038": note(_("{rows} rows above the headings were taken as title"), _("Nothing to do")),
    "INTAKE039": warning(
        _("{what} are hidden and were read all the same"),
        _("Delete what should not count, and hand in the table again"),
    ),
    "INTAKE040": error(
        _("The heading belongs to a list of persons ({kind}); nothing of the file was read"),
        _(
            "Hand in figures only; delete the column. If it is no such thing, release it: --allow-column {column}"
        ),
    ),
    "INTAKE041": error(
        _("The cell looks like {kind}; nothing of the file was read"),
        _(
            "Hand in figures only; empty the cell. If it is no such thing, release the column: --allow-column {column}"
        ),
    ),
    "INTAKE042": error(
        _("{cells} cells of this column look like names of persons; nothing of the file was read"),
        _(
            "Hand in figures only; delete the column. If it is no such thing, release it: --allow-column {column}"
        ),
    ),
    "INTAKE043": error(
        _("This is a list of persons of a special group; nothing of the file was read"),
        _("Hand in totals only, never lists. If it is no such list, release it: --allow-column {column}"),
    ),
    "INTAKE044": note(
        _("The privacy guard was told to let {count} cells of this column pass"),
        _("The release is recorded in the manifest"),
    ),
    "INTAKE045": error(
        _("Reading stopped at a fault of the program ({where}, {kind}); no content is repeated here"),
        _(
            "Report the two words in brackets to whoever looks after the program; the file itself is not needed"
        ),
    ),
    "INTAKE046": note(
        _("The row is a subtotal or total and was not read as a community"), _("Nothing to do")
    ),
    "INTAKE047": note(_("The row is a note and was not read as a community"), _("Nothing to do")),
    "INTAKE048": note(
        _("The row repeats the headings or numbers the columns, and was not read as a community"),
        _("Nothing to do"),
    ),
    "INTAKE049": warning(
        _("The row is the same as the one at {other}, cell by cell, and was left out"),
        _("Delete one of the two"),
    ),
    "INTAKE050": warning(
        _(
            "The row names the same community as the one at {other}, typed differently, under another identifier"
        ),
        _("If it is one community, delete one row; if there are two, give them names that differ"),
    ),
    "INTAKE051": warning(
        _("{field}: the total of the table is {total}, the rows above it add up to {sum}"),
        _("A row may be missing, counted twice or mistyped; compare both"),
    ),
    "INTAKE053": note(
        _("{field}: “{written}” was taken as {value}"), _("Write the exact figure if it is known")
    ),
    "INTAKE054": note(
        _("{field} is marked as not known and was taken as missing"), _("If there is none, write 0")
    ),
    "INTAKE055": note(
        _("{field}: the {cells} figures without a sign were read as {scale}, because {why}"),
        _("If that is wrong, write the sign % into the cells"),
    ),
    "INTAKE056": error(
        _(
            "{field} may be a percentage or a fraction, and the column does not tell which; the figure was not read"
        ),
        _("Write 25% or 0.25, the same way in the whole column"),
    ),
    "INTAKE057": warning(
        _("{field} is written on another scale than its column and was read as {value}, because {why}"),
        _("Write the whole column the same way"),
    ),
    "INTAKE058": note(
        _("{field}: the heading counts in {unit}, so every figure was converted to {own}"), _("Nothing to do")
    ),
    "INTAKE059": error(
        _("{field} is counted in {own}, and here stands {unit}; the cells were not read"),
        _("Correct the unit, or the figure"),
    ),
    "INTAKE060": note(
        _("{field}: a share was given and turned into {value} by way of {total_field}"),
        _("Hand in the count if it is known"),
    ),
    "INTAKE061": error(
        _("{field}: a share was given, and {total_field} is missing, so no count follows from it"),
        _("Fill in {total_field}, or hand in the count"),
    ),
    "INTAKE062": warning(
        _("{field}: {value} is given here, the counts of the row come to {computed}"),
        _("Compare the share with its counts; the counts were used"),
    ),
    "INTAKE063": error(
        _("{field}: the cell is merged over several communities, so the figure belongs to none of them"),
        _("Undo the merging and write one figure per community"),
    ),
    "INTAKE064": note(
        _("{field} is written once for several rows and was carried down to {cells} cells"),
        _("Nothing to do"),
    ),
    "INTAKE065": note(_("{field} has no column and was taken from {source}"), _("Nothing to do")),
    "INTAKE066": warning(
        _("No column identifies the communities, so their names were used"),
        _("Add one of the columns {fields}, so that years can be compared"),
    ),
    "INTAKE067": note(_("The community was renamed and is read as {now}"), _("Use the new name from now on")),
    "INTAKE068": warning(
        _("The community was split or merged into {now}; its figures still follow the old bounds"),
        _("Hand in one row for each of the communities of today"),
    ),
    "INTAKE069": warning(
        _("{field}: {problem}"), _("Compare the code with the published list of area codes")
    ),
    "INTAKE070": warning(
        _("{field}: the first nine digits differ from those of the other communities of this subdistrict"),
        _("Check code and subdistrict"),
    ),
    "INTAKE071": warning(
        _("{field}: the check digit of the unit code is wrong (GB 32100)"),
        _("Compare the code with the certificate; a few valid codes do fail"),
    ),
    "INTAKE072": warning(
        _("The sheet “{sheet}” is hidden, so its {cells} cells were not read"),
        _("Show the sheet if it belongs to the table"),
    ),
    "INTAKE073": note(_("The workbook holds macros; they were not run"), _("Nothing to do")),
    "INTAKE074": note(
        _("The file is called {extension} but is {format}, and was read as that"),
        _("Give it the right extension"),
    ),
    "INTAKE075": error(
        _("The workbook defines XML entities, which no office program writes"),
        _("Open it in the office program and save it again"),
    ),
    "INTAKE076": note(
        _("{field} was rolled up from {count} compounds; they cover {coverage} of the {base}"),
        _("Nothing to do"),
    ),
    "INTAKE077": warning(
        _("{field} cannot be rolled up: the compounds with the figures cover only {coverage} of the {base}"),
        _("Complete the table of compounds, or fill in the community's own figure"),
    ),
    "INTAKE078": warning(
        _("{field} is {value}, its compounds come to {rolled}; the community's own figure was kept"),
        _("Compare the two tables"),
    ),
    "INTAKE079": warning(
        _("The compound belongs to a community that is not in the table"),
        _("Correct the community's name, or add its row"),
    ),
    "INTAKE081": error(
        _("The mapping file is not understood: {problem}"), _("See docs/intake.md for what may stand in it")
    ),
    "INTAKE085": error(
        _("{field} of the same community differs between here and {other}"),
        _("Ask which of the two holds, and correct the other"),
    ),
    "INTAKE086": warning(_("{name} was expected and has not handed in"), _("Ask for the table")),
    "INTAKE087": note(_("{name} was not expected"), _("If it is new, add it to the list of those expected")),
}
