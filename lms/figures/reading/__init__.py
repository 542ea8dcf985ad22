"""What the columns of a source of figures mean, and its rows read by it."""
