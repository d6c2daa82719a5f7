"""Small figures about people: which fields count people, and which numbers no output may quote."""

from typing import TypeGuard

from classify.model.field import Field
from classify.model.profile import Value

MINIMUM = 10


def too_small(value: Value, minimum: int = MINIMUM) -> TypeGuard[float]:
    """Tell whether a number of people lies between 1 and the minimum; 0 says nothing about anyone."""
    return not isinstance(value, bool) and isinstance(value, float | int) and 0 < value < minimum


def counts_people(field: Field) -> bool:
    """Tell whether a field counts people, or households by something that befell them."""
    if field.type not in ("count", "number"):
        return False
    return field.unit == "人" or (field.unit == "户" and field.role == "outcome")
