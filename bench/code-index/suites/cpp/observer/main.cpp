#include <vector>
#include <string>
class Observer {
public:
    virtual void update(int v) = 0;
    virtual ~Observer() = default;
};
class Subject {
    std::vector<Observer *> observers;
    int state = 0;
public:
    void attach(Observer *o) { observers.push_back(o); }
    void setState(int s) { state = s; notify(); }
private:
    void notify() { for (Observer *o : observers) o->update(state); }
};
class Logger : public Observer {
    std::string prefix;
    void write(const std::string &s) {}
public:
    Logger(std::string p) : prefix(p) {}
    void update(int v) override { write(prefix); }
};
template <class T> class Singleton {
public:
    static T &get() { static T instance; return instance; }
};
class Config {
public:
    int level() const { return lvl; }
    static Config load();
private:
    int lvl = 0;
};
Config Config::load() { Config c; return c; }
struct Counter {
    int n = 0;
    Counter &operator++() { ++n; return *this; }
    int value() const { return n; }
};
int main() {
    Subject s;
    Logger l("a");
    s.attach(&l);
    s.setState(3);
    int lv = Singleton<Config>::get().level();
    Config c = Config::load();
    c.level();
    Counter k;
    ++k;
    return k.value() + lv;
}
