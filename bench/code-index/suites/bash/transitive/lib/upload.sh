upload() { scp "$1"; compile; }
