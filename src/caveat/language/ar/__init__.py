"""Arabic: the words that head the units of its legal texts."""
