"""Media: how a stored file looks in a message, what its bytes say of it, and made-up samples."""
