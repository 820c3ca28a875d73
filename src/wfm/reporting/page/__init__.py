"""A report: the tables of a plan as pictures on one page, with the numbers behind each."""
