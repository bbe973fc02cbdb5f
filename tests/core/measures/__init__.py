"""What is a measure and no number of anybody."""
