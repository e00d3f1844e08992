"""The plan as files: for the council, for those who work in Word, for calendars and programs."""
