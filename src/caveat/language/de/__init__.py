"""German: heading words, to tell its text from others in one file."""
