class CardChanged(Exception):
    """The card is not what the page shows any more: its question was changed, retired or voided, or is being asked in a quiz."""
