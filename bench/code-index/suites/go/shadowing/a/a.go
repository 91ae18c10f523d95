package a

func Run() { run() }

func run() {}
