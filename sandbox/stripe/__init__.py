"""Stripe's wire: Checkout, payments, refunds, transfers, and the events that tell of them.

It is built from Stripe's description of its API and its documentation, and has never met Stripe.
"""
