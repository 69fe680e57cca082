"""What is known of each language, behind one interface."""
