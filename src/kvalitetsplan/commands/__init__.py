"""The commands, by what they concern. Norwegian, because their users are."""
