"""What is printed for people and scanners. Pure: pages become text or bytes, and who writes or sends them is not said
here."""
