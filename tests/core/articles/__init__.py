"""Articles of help, and how they are found."""
