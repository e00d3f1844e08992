"""Which pages there are, what they show, and what can be searched for."""
