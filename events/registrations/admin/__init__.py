"""What the team does with registrations, in the admin: look, add, check in, export, print, write to."""
