package b

func Run() { run() }

func Stop() {}

func run() { Stop() }
