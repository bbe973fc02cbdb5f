"""Papers as PDF: worded in the reader's language, drawn, kept and sent as a document.

They are made outside of any transaction. Nothing here decides what may be told to whom.
"""
