"""What the screens of cards and of teams ask."""
