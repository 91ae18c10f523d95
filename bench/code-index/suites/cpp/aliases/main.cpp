#include <functional>

namespace audio {
class Player {
public:
  void play() {}
};
void mute() {}
}

using Player = audio::Player;
typedef audio::Player OldPlayer;
using audio::mute;
using Callback = std::function<void(int)>;

struct Session {
  using Item = Player;
  Item item;
  void run() { item.play(); }
};

static void report(int n) {}

static void invoke(Callback cb) { cb(1); }

int main() {
  Player p;
  OldPlayer q;
  p.play();
  q.play();
  mute();
  Session s;
  s.run();
  invoke(report);
  return 0;
}
