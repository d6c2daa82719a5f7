"""A run as an Excel annex: results to sort, filter and print, with columns for the review that a later run reads back.

Nothing here is imported before an annex is asked for: XlsxWriter is an extra.
"""
