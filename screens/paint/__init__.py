"""How text, marks, colours and large letters come to the terminal."""
