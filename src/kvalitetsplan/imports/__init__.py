"""A plan that is written elsewhere, in Word, a spreadsheet or a PDF, becomes a layer and own pages."""
