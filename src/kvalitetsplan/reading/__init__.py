"""A file becomes text with positions, text becomes values, and what does not fit becomes problems."""
