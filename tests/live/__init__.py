"""Stories before Stripe itself, in its test mode."""
