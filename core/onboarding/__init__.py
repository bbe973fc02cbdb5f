"""Onboarding leads a Carrier to Stripe, and has what he earned sent there when he is ready."""
