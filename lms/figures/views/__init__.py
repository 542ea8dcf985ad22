"""Figures of work: from files, and from systems that hand them in."""
