"""What our people say again and again."""
