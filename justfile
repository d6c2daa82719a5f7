# Development tasks; `just check` is what has to pass before a change lands.

python := env_var_or_default("PYTHON", "python")

# Style, types, import contracts, slow tests and the wheel; the quick tests are the README's own command
check: lint types contracts rules slow wheel

lint:
    {{python}} -m ruff format --check .
    {{python}} -m ruff check .

types:
    {{python}} -m mypy

contracts:
    lint-imports

# The shipped rule packs: validators and cases
rules:
    {{python}} -m classify rules check
    {{python}} -m classify rules test

tests:
    {{python}} -m pytest -q -n auto

# Long laws, whole corpora, documents opened by LibreOffice, the site in a real browser
slow:
    {{python}} -m pytest -q -n auto -m slow

# Build the wheel and use it from another folder in an environment of its own
wheel:
    {{python}} -m pytest -q -m wheel

# Rewrite what is generated from data: docs, message catalogues, the sample district
generate:
    {{python}} tools/catalogues.py
    {{python}} docs/generate.py
    {{python}} samples/district/generate.py
