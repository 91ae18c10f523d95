module example.com/functiontypes
