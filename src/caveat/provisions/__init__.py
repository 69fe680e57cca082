"""The tree becomes what the text does."""
