"""What differs between editions of the shared plan, and what that asks of a layer."""
