"""Where files are kept: in the data directory, or in an S3 bucket when one is named.

Nothing here is public. A file is reached by its key, which nobody guesses, or by an address that is
signed and good for a while. Who may see it, the caller has decided.
"""
