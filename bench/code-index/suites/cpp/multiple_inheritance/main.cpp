class Reader {
public:
  int read() { return 1; }
  virtual void close() {}
};

class Writer {
public:
  void write(int n) {}
  virtual void close() {}
};

class File : public Reader, private Writer {
public:
  void copy() { write(read()); }
  void close() override {
    Reader::close();
    Writer::close();
  }
};

class LogFile : public File {
public:
  void close() override { File::close(); note(); }

private:
  static void note() {}
};

int main() {
  LogFile f;
  f.copy();
  f.read();
  f.close();
  return 0;
}
