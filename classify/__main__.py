"""Run the command as `python -m classify`."""

from classify.cli import main

main()
