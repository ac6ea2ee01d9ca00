"""What belongs to a viewer: favourites, history, memories and reminders, kept by profile."""
