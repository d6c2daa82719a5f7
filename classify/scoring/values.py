"""The one loading step: what the two compiled forms may rely on.

Numbers are floats; NaN, infinities and magnitudes above 10¹⁵ are missing, magnitudes below 10⁻¹⁰⁰ are zero. Text is
in NFC and not empty. Flags are true or false. Anything else is a mistake of the caller and is said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from classify.errors import refuse
from classify.expression.bounds import LARGEST, SMALLEST
from classify.model.field import Field, Kind
from classify.model.profile import Value

if TYPE_CHECKING:
    import polars as pl


# What `str.strip()` takes away; Polars by itself leaves some of it.
BLANKS = "".join(map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]))
BLANKS += "\u2028\u2029\u202f\u205f\u3000"


def number(value: Any, id_: str = "") -> float | None:
    """Return a number as the compiled forms want it, or `None` where it is missing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(
        value, (int, float)
    ):  # a tuple: int | float is built each time
        raise refuse("VALUE001", field=id_, expected="number", found=type(value).__name__)
    size = abs(value)
    if size < SMALLEST:
        return 0.0
    return float(value) if size <= LARGEST else None


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
    return row_loader(fields)(values)


def row_loader(fields: Sequence[Field]) -> Callable[[Mapping[str, Any]], tuple[Value, ...]]:
    """Return `load_row` prepared for many profiles."""
    wanted = [(f.id, LOAD[f.kind], f.kind == "number") for f in fields]

    def load(values: Mapping[str, Any]) -> tuple[Value, ...]:
        get = values.get
        # What is missing, and a float of ordinary size, which figures nearly always are, need no call.
        return tuple(
            [
                value
                if (value := get(id_)) is None
                or (is_number and value.__class__ is float and SMALLEST <= value <= LARGEST)
                else loaded(value, id_)
                for id_, loaded, is_number in wanted
            ]
        )

    return load


def load_frame(fields: Sequence[Field], frame: pl.DataFrame) -> pl.LazyFrame:
    """Return a lazy frame with one loaded column per field, in their order.

    A column the frame lacks is missing throughout; other columns are left out. Raises
    `ClassifyError` where a column is of the wrong kind.
    """
    import polars  # noqa: PLC0415 - an extra, and slow to import

    series = []
    for field in fields:
        if field.id in frame.columns:
            series.append(_COLUMN[field.kind](polars, frame[field.id], field.id))
        else:
            series.append(_missing(polars, field.id, field.kind, frame.height))
    # A frame without columns would forget how many rows it has.
    columns = polars.DataFrame(series or [_missing(polars, "rows", "boolean", frame.height)])
    return columns.lazy().with_columns(_repaired(polars, f.id) for f in fields if f.kind == "number")


def _missing(pl: Any, id_: str, kind: Kind, height: int) -> Any:
    dtype = {"number": pl.Float64, "boolean": pl.Boolean, "text": pl.String}[kind]
    return pl.Series(id_, [None], dtype=dtype).new_from_index(0, height)


def _number_column(pl: Any, column: Any, id_: str) -> Any:
    if column.dtype == pl.Null or _is_blank_text(pl, column):
        return _missing(pl, id_, "number", len(column))
    if not column.dtype.is_numeric():
        raise refuse("VALUE001", field=id_, expected="number", found=str(column.dtype))
    return column.alias(id_)


def _repaired(pl: Any, id_: str) -> Any:
    x = pl.col(id_).cast(pl.Float64)
    size = x.abs()  # of NaN: NaN, which is larger than everything
    return pl.when(size <= LARGEST).then(pl.when(size < SMALLEST).then(0.0).otherwise(x)).alias(id_)


def _is_blank_text(pl: Any, column: Any) -> bool:
    return column.dtype == pl.String and not column.str.strip_chars(BLANKS).str.len_bytes().max()


def _flag_column(pl: Any, column: Any, id_: str) -> Any:
    if column.dtype == pl.Null or _is_blank_text(pl, column):
        return _missing(pl, id_, "boolean", len(column))
    if column.dtype != pl.Boolean:
        raise refuse("VALUE001", field=id_, expected="true/false", found=str(column.dtype))
    return column.alias(id_)


def _text_column(pl: Any, column: Any, id_: str) -> Any:
    if column.dtype == pl.Null:
        return _missing(pl, id_, "text", len(column))
    if column.dtype not in (pl.String, pl.Categorical, pl.Enum):
        raise refuse("VALUE001", field=id_, expected="text", found=str(column.dtype))
    column = column.cast(pl.String).alias(id_)
    distinct = column.unique()
    # An ordinary column says the same few words over and over, and they have nothing to repair.
    return column if _cleaned(pl, distinct).equals(distinct) else _cleaned(pl, column)


def _cleaned(pl: Any, column: Any) -> Any:
    stripped = pl.col(column.name).str.strip_chars(BLANKS)
    kept = pl.when(stripped.str.len_bytes() > 0).then(stripped.str.normalize("NFC"))
    return column.to_frame().select(kept.alias(column.name)).to_series()


_COLUMN = {"number": _number_column, "boolean": _flag_column, "text": _text_column}
