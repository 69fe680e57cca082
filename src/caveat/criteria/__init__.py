"""What the text ought to do."""
