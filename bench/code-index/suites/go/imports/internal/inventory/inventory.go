package inventory

func Reserve(item string) bool { return check(item) }

func check(item string) bool { return item != "" }
