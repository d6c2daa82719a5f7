"""The blank form of a district's table: what a column says of itself, and the workbook."""
