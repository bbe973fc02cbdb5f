"""HTTP for machines: Telegram's webhook, health, metrics; later Stripe, Clerk and the REST API."""
