"""Reports as Word files in the layout of GB/T 9704-2012, by docxtpl on a template the office may edit.

Nothing here is imported before a Word file is asked for: python-docx and docxtpl are an extra and slow to load.
"""
