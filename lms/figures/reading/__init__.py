"""Figures out of the files of telephone systems: pure reading, a row at a time, so that a file of a million rows needs no more memory."""
