"""What an office decided about one community when it reviewed the results."""

from classify.model.text import Data


class Decision(Data):
    """Hold a decision: the type, why, by which office (never a person), and on which day, in ISO form.

    `source` names the cell it was read from.
    """

    type: str
    reason: str = ""
    office: str = ""
    date: str = ""
    source: str = ""
