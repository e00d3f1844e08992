"""Changes written into YAML that people also write in."""
