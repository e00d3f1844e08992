"""The shared plan with its layers as one value, and everything that can be asked of it or wrong with it."""
