"""What was made for one plan is used for the next, where it would come out the same."""
