"""What is printed for people and scanners. Pure: what is drawn is text, who writes it to a file is not said here."""
