"""A conversation as a graph of turns and choices: plain data and pure rules, no database and no clock."""

from assessments.roleplays.conversation.graph import END, Choice, Conversation, Ending, Node

__all__ = ["END", "Choice", "Conversation", "Ending", "Node"]
