"""From plan to published folder, never half; one site or many."""
