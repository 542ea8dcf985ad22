"""What comes in from files: rows, numbers, durations, days and hours, whatever system wrote them, and what is wrong with them.

Pure reading, a row at a time, so that a file of a million rows needs no more memory than one of a hundred.
"""
