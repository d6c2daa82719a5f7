"""Proving rules: the cases beside them, and what a change of rules would do."""
