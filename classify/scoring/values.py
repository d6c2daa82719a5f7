"""The one loading step: what the two compiled forms may rely on.

Numbers are floats; NaN, infinities and magnitudes above 10¹⁵ are missing, magnitudes below 10⁻¹⁰⁰ are zero. Text is
in NFC and not empty. Flags are true or false. Anything else is a mistake of the caller and is said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from classify.errors import refuse
from classify.expression.bounds import LARGEST, SMALLEST
from classify.model.field import Field, Kind
from classify.model.profile import Value

if TYPE_CHECKING:
    import polars as pl


def number(value: Any, id_: str = "") -> float | None:
    """Return a number as the compiled forms want it, or `None` where it is missing."""
    if value is None:
        return None
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse("VALUE001", field=id_, expected="number", found=type(value).__name__)
    found = float(value) if abs(value) <= LARGEST else None
    if found is not None and abs(found) < SMALLEST:
        return 0.0
    return found


def flag(value: Any, id_: str = "") -> bool | None:
    """Return a flag, or `None` where it is missing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, bool):
        raise refuse("VALUE001", field=id_, expected="true/false", found=type(value).__name__)
    return value


def text(value: Any, id_: str = "") -> str | None:
    """Return text in NFC, or `None` where it is missing or blank."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise refuse("VALUE001", field=id_, expected="text", found=type(value).__name__)
    return unicodedata.normalize("NFC", value.strip()) or None


LOAD = {"number": number, "boolean": flag, "text": text}


def load_row(fields: Sequence[Field], values: Mapping[str, Any]) -> tuple[Value, ...]:
    """Return the values of `fields` in their order, loaded; a field that is absent is missing."""
    return tuple(LOAD[f.kind](values.get(f.id), f.id) for f in fields)  # type: ignore[operator]


def load_frame(fields: Sequence[Field], frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with one loaded column per field, in their order.

    A column the frame lacks is missing throughout; other columns are left out. Raises
    `ClassifyError` where a column is of the wrong kind.
    """
    import polars  # noqa: ICN001, PLC0415 - an extra, and slow to import

    series = []
    for field in fields:
        if field.id in frame.columns:
            series.append(_COLUMN[field.kind](polars, frame[field.id], field.id))
        else:
            series.append(polars.Series(field.id, [None], dtype=_dtype(polars, field.kind)).new_from_index(0, frame.height))
    return polars.DataFrame(series)


def _dtype(pl: Any, kind: Kind) -> Any:
    return {"number": pl.Float64, "boolean": pl.Boolean, "text": pl.String}[kind]


def _number_column(pl: Any, column: Any, id_: str) -> Any:
    if column.dtype == pl.Null or _is_blank_text(pl, column):
        return pl.Series(id_, [None], dtype=pl.Float64).new_from_index(0, len(column))
    if not column.dtype.is_numeric():
        raise refuse("VALUE001", field=id_, expected="number", found=str(column.dtype))
    loaded = column.cast(pl.Float64)
    # One pass that is usually enough: an ordinary column has nothing to repair. The smallest
    # magnitude decides about tiny numbers; NaN compares as larger than everything.
    size = loaded.abs()
    largest, smallest = size.max(), size.min()
    if largest is None or (largest <= LARGEST and smallest >= SMALLEST and not loaded.is_nan().any()):
        return loaded
    frame = pl.DataFrame([loaded.alias("x")])
    x, magnitude = pl.col("x"), pl.col("x").abs()
    kept = pl.when(x.is_not_nan() & (magnitude <= LARGEST)).then(pl.when(magnitude < SMALLEST).then(0.0).otherwise(x))
    return frame.select(kept.alias(id_)).to_series()


def _is_blank_text(pl: Any, column: Any) -> bool:
    return column.dtype == pl.String and not column.str.strip_chars().str.len_bytes().max()


def _flag_column(pl: Any, column: Any, id_: str) -> Any:
    if column.dtype == pl.Null or _is_blank_text(pl, column):
        return pl.Series(id_, [None], dtype=pl.Boolean).new_from_index(0, len(column))
    if column.dtype != pl.Boolean:
        raise refuse("VALUE001", field=id_, expected="true/false", found=str(column.dtype))
    return column.alias(id_)


def _text_column(pl: Any, column: Any, id_: str) -> Any:
    if column.dtype == pl.Null:
        return pl.Series(id_, [None], dtype=pl.String).new_from_index(0, len(column))
    if column.dtype not in (pl.String, pl.Categorical, pl.Enum):
        raise refuse("VALUE001", field=id_, expected="text", found=str(column.dtype))
    stripped = pl.col("x").str.strip_chars()
    kept = pl.when(stripped.str.len_bytes() > 0).then(stripped.str.normalize("NFC"))
    return pl.DataFrame([column.cast(pl.String).alias("x")]).select(kept.alias(id_)).to_series()


_COLUMN = {"number": _number_column, "boolean": _flag_column, "text": _text_column}
