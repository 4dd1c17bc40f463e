"""Spreadsheets: tables read from the files people have, and answers written as such."""
