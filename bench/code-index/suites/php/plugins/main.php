<?php
abstract class Plugin {
    private static array $registry = [];
    public static function register(string $class): void { self::$registry[] = $class; }
    public static function runAll(): void {
        foreach (self::$registry as $class) {
            $p = new $class();
            $p->boot();
            if ($p instanceof Runnable) { $p->run(); }
        }
    }
    public function boot(): void { $this->init(); }
    abstract protected function init(): void;
}
interface Runnable { function run(); }
class A extends Plugin { protected function init(): void { helper('a'); } }
class B extends Plugin implements Runnable {
    use Greets { hello as protected sayHello; }
    protected function init(): void { $this->sayHello(); }
    public function run() { $this->hello(); parent::boot(); }
}
trait Greets { public function hello() { return static::class; } }
function helper($x) { return $x; }
Plugin::register(A::class);
Plugin::register(B::class);
Plugin::runAll();
$fn = [new B, 'run'];
$fn();
