print("nothing to import")
