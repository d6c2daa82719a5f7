# Development tasks; `just check` is what has to pass before a change lands.

python := env_var_or_default("PYTHON", "python")

# Everything but packaging: style, types, import contracts, translations, generated docs, tests
check: lint types contracts tests

lint:
    {{python}} -m ruff format --check .
    {{python}} -m ruff check .

types:
    {{python}} -m mypy

contracts:
    {{python}} -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

tests:
    {{python}} -m pytest -q

# Rewrite what is generated from data: docs, translations' binary form, sample district
generate:
    {{python}} docs/generate.py
    {{python}} tools/catalogues.py
    {{python}} samples/district/generate.py

# Build the wheel and run it from another folder in an environment of its own
package:
    {{python}} tests/packaging.py
