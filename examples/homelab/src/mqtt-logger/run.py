print("nothing to log")
