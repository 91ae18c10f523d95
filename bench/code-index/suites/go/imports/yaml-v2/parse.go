package yaml

func Parse(s string) { scan(s) }

func scan(s string) {}
