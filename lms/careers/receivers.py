"""Where careers listen: each receiver is one call."""
