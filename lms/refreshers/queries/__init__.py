"""What rules find, and what the screens of refreshers ask."""
