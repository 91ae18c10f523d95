build() { compile; }
compile() { :; }
