"""What screens ask of recordings. `recording_of`, `listening_to` and `listenings_to` are for the apps above."""

from assessments.recordings.queries.listening import Listening, Mark, listening_to, listenings_to, new_link, read_link
from assessments.recordings.queries.recordings import accesses_of, recording_of, unfinished_of

__all__ = ["Listening", "Mark", "accesses_of", "listening_to", "listenings_to", "new_link", "read_link", "recording_of", "unfinished_of"]
