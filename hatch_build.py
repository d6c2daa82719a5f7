"""Copy rule packs, samples and bundled practices into wheels.

Editable installs get nothing: there the checkout's own folders are used, so that an edited rule
is never shadowed by a stale copy.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = ("rules", "samples", "plugins")
LEFT_OUT = {"__pycache__", "tests", "build", "dist"}


class BundleData(BuildHookInterface):
    """Add every data file below the bundled folders under `classify/_bundled/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Register the files to copy; called by hatchling once per target."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        for folder in BUNDLED:
            for path in sorted((root / folder).rglob("*")):
                inside = path.relative_to(root)
                hidden = any(part in LEFT_OUT or part.startswith(".") for part in inside.parts)
                if path.is_file() and not hidden:
                    build_data["force_include"][str(path)] = f"classify/_bundled/{inside.as_posix()}"
