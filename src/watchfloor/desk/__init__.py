"""What was screened, looked at again: screenings done once more, and handed out as files."""
