module example.com/fields
