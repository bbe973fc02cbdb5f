"""Tests of leading Carriers to Stripe."""
