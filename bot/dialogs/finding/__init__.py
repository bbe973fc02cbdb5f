"""Finding what others have posted between two places, and asking to be told of what is to come."""
