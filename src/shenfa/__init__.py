"""审发: review, publish and keep watch over what stands on government sites."""
