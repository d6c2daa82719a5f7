"""Questions about results: why, and what would change them."""
