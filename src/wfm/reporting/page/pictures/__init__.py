"""One picture a file: what it finds as words and numbers, then its drawing."""
