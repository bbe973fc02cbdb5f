"""The ledger says where every cent is, in double entry: what one account gives, another gets.

Nothing in it is ever changed or removed; a mistake is mended by a booking that says so. The
database itself refuses what does not add up and what would take more than there is.
"""
