"""Reconciliation holds our books against Stripe's, row by row, and says where they differ.

What Stripe's balance has done and ours has not is brought into suspense, so that both always say
the same sum. Nothing is explained away: a person hears of each difference, and the payment it
belongs to stands still.
"""
