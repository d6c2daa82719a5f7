"""Where the bundled packs, samples and practices are: in the checkout, or copied into the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
DEFAULT_RULES = ("six-types",)


def bundled(name: str) -> Path:
    """Return the folder `rules`, `samples` or `plugins`; a checkout's own comes before a wheel's copy."""
    in_wheel = _PACKAGE / "_bundled" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name
