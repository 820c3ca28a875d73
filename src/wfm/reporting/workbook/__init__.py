"""The workbook of a schedule: a file for each sheet."""
